import Domain
import Policy
import Storage

extension AdminService {
    func foundClient(
        _ id: String, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> OAuthClient {
        let organization = try call.optionalTenant(in: transaction)
        guard let id = OAuthClientID(id),
            let client = try transaction.oauthClients.find(id, in: organization?.id)
        else { throw .missing("client") }
        return client
    }

    /// Whoever changes a client, or learns its secret, must hold all that it holds: its scopes, and its user.
    func requireHold(of client: OAuthClient, by call: ManagementCall) throws(AdminError) {
        try Authorization.requireCover(client.scopes, by: call.client)
        try Authorization.requireSameUser(client.userID, by: call.client)
    }

    /// The user that a client is to be bound to.
    func boundUser(
        _ id: String, in organization: OrganizationID?, _ transaction: any Transaction
    ) throws(AdminError) -> UserID {
        guard let organization else {
            throw AdminError(.unprocessable, "A client of the platform cannot be bound to a user.", param: "user_id")
        }
        guard let id = UserID(id), try transaction.users.find(id, in: organization) != nil else {
            throw AdminError(.unprocessable, "user_id names no user of the organization.", param: "user_id")
        }
        return id
    }

    /// The platform keeps a client that can do everything: without one nobody could mend anything over the API.
    func requireAnotherRoot(_ client: OAuthClient, _ transaction: any Transaction) throws(AdminError) {
        guard client.organizationID == nil, client.scopes.contains(.all), client.isEnabled else { return }
        guard try transaction.oauthClients.hasOtherRoot(besides: client.id) else {
            throw .conflict("This is the last platform client with every scope. Create another one first.")
        }
    }

    func endTokens(of client: OAuthClientID, _ transaction: any Transaction) throws(AdminError) {
        let ended = try transaction.oauthClients.endTokens(of: client)
        transaction.afterCommit { [tokens] in tokens.end(ended) }
    }
}

func parsedScopes(_ words: [String]) throws(AdminError) -> Set<Scope> {
    guard !words.isEmpty else { throw .invalid("scopes", "scopes must name at least one scope.") }
    switch Set<Scope>.parse(words) {
    case .success(let scopes): return scopes.contains(.all) ? [.all] : scopes
    case .failure(let unknown):
        let position = words.firstIndex(of: unknown.word) ?? 0
        let known = Scope.allCases.map(\.rawValue).joined(separator: ", ")
        throw .invalid("scopes[\(position)]", "There is no such scope. The scopes are: \(known).")
    }
}

extension OAuthClient {
    var auditDetails: [String: String] {
        var details = [
            "name": name.text, "scopes": scopes.text, "enabled": String(isEnabled),
            "client_secret": secrets.current.masked,
        ]
        details["user_id"] = userID?.text
        return details
    }
}
