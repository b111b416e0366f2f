import Admission
import Domain
import KeyVault
import Policy

/// What a secret that turned up somewhere belongs to.
enum FoundSecret {
    case apiKey(KeyEntry, outgoing: Transition?)
    case accessToken(AccessToken)
    case clientSecret(OAuthClient, outgoing: OutgoingSecret?)
}

extension AdminService {
    /// Finds the owner of a secret in memory, if the caller may know of it: of its tenant only, and of clients and tokens
    /// only with the right to read clients.
    func find(_ text: String, _ call: ManagementCall) throws(AdminError) -> FoundSecret? {
        let now = time.now()
        let tenant = try visibleTenant(call)
        let found: (secret: FoundSecret, organization: OrganizationID?)?
        switch SecretFormat.kind(of: text) {
        case nil: return nil
        case .apiKey:
            found = try vault.peppers.firstMatch(text) { digest in
                keys.find(digest, at: now).map { (.apiKey($0.entry, outgoing: $0.outgoing), $0.entry.organizationID) }
            }
        case .accessToken:
            guard call.client.scopes.grants(.clientsRead) else { return nil }
            found = try tokens.find(text, at: now).map { (.accessToken($0), $0.organizationID) }
        case .clientSecret:
            guard call.client.scopes.grants(.clientsRead) else { return nil }
            found = try vault.peppers.firstMatch(text) { digest in
                clients.find(secret: digest, at: now).map {
                    (.clientSecret($0.client, outgoing: $0.outgoing), $0.client.organizationID)
                }
            }
        }
        guard let found, call.client.organizationID == nil && tenant == nil || found.organization == tenant else {
            return nil
        }
        return found.secret
    }
}
