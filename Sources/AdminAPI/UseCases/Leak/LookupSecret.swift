import Admission
import Domain
import KeyVault
import Policy
import Wire

extension AdminService {
    /// Whose a secret is, and whether it would be accepted now.
    public func lookupSecret(
        _ body: FoundSecretBody, _ call: ManagementCall
    ) throws(AdminError) -> SecretLookupBody {
        var reply: SecretLookupBody
        switch try find(body.secret, call) {
        case nil: reply = SecretLookupBody(found: false)
        case .apiKey(let entry, let outgoing): reply = describe(entry, outgoing)
        case .accessToken(let token):
            reply = SecretLookupBody(found: true)
            reply.live = true
            reply.clientID = token.clientID.text
            reply.organizationID = token.organizationID?.text
        case .clientSecret(let client, let outgoing):
            reply = SecretLookupBody(found: true)
            reply.live = client.isEnabled
            reply.state = outgoing == nil ? "current" : "outgoing"
            reply.clientID = client.id.text
            reply.name = client.name.text
            reply.organizationID = client.organizationID?.text
            reply.userID = client.userID?.text
        }
        reply.kind = SecretFormat.kind(of: body.secret)?.word
        reply.secret = reply.found ? Secret(body.secret).masked : nil
        return reply
    }

    private func describe(_ entry: KeyEntry, _ outgoing: Transition?) -> SecretLookupBody {
        var reply = SecretLookupBody(found: true)
        let bare = KeyUse(model: nil, address: nil, now: time.now())
        let verdict = KeyVerdict.of(entry, for: bare)
        // An address list is no reason to call a leaked secret dead.
        reply.live = verdict == .valid || verdict == .addressNotAllowed
        reply.state = outgoing == nil ? "current" : "outgoing"
        reply.keyID = entry.id.text
        reply.name = entry.name
        reply.organizationID = entry.organizationID.text
        reply.teamID = entry.owner.teamID?.text
        reply.userID = entry.owner.userID?.text
        return reply
    }
}

extension SecretKind {
    fileprivate var word: String {
        switch self {
        case .apiKey: "api_key"
        case .accessToken: "access_token"
        case .clientSecret: "client_secret"
        }
    }
}
