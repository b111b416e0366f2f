import Domain
import Storage
import Synchronization

/// Every live OAuth client by id, in memory, so that a wrong secret costs no query. Follows the commits as the key
/// directory does. Bound: one entry a client.
public final class ClientDirectory: Sendable {
    private let clients = Mutex<[OAuthClientID: OAuthClient]>([:])

    public init() {}

    public func load(from transaction: any Transaction) throws(AdminError) {
        try transaction.oauthClients.forEachClient { client throws(AdminError) in apply(client) }
    }

    public func find(_ id: OAuthClientID) -> OAuthClient? {
        clients.withLock { $0[id] }
    }

    /// The client that has a live secret with this digest. Looks through all of them: it is for leaks, not for logins.
    public func find(
        secret digest: SecretDigest, at now: Instant
    ) -> (client: OAuthClient, outgoing: OutgoingSecret?)? {
        clients.withLock { clients in
            for client in clients.values {
                if client.secrets.current.digest == digest { return (client, nil) }
                if let outgoing = client.secrets.rotation(at: now), outgoing.secret.digest == digest {
                    return (client, outgoing)
                }
            }
            return nil
        }
    }

    public func apply(_ client: OAuthClient) {
        clients.withLock { $0[client.id] = client }
    }

    public func remove(_ id: OAuthClientID) {
        clients.withLock { $0[id] = nil }
    }

    public func removeAll(in organization: OrganizationID) {
        clients.withLock { clients in
            for (id, client) in clients where client.organizationID == organization { clients[id] = nil }
        }
    }
}
