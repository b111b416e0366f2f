import Domain
import Policy

/// Where a call comes from, for the audit trail and the log.
public struct CallOrigin: Sendable {
    public let requestID: String
    public let address: IPAddress?

    public init(requestID: String, address: IPAddress?) {
        self.requestID = requestID
        self.address = address
    }

    /// What failed attempts are counted by. A connection without an address (a Unix socket) counts as one place.
    var addressText: String { address?.text ?? "local" }
}

/// Whoever an audit event may name.
protocol Attributable {
    var actor: String { get }
    var origin: CallOrigin { get }
}

/// A call by a management client that was found to hold the scope which the operation needs. There is no other way to
/// make one, so no use case can run unauthorized.
public struct ManagementCall: Attributable, Sendable {
    public let client: ClientCaller
    /// What the header `Keyhold-Organization` says: an id or a slug.
    let organization: String?
    public let origin: CallOrigin

    public init(
        caller: Caller, needing scope: Scope, organization: String?, origin: CallOrigin
    ) throws(AdminError) {
        client = try Authorization.client(caller, needing: scope)
        self.organization = organization
        self.origin = origin
    }

    var actor: String { "client:\(client.clientID)" }
}

/// A call by the holder of an API key, about that key.
public struct HolderCall: Attributable, Sendable {
    public let key: KeyCaller
    public let origin: CallOrigin

    public init(caller: Caller, origin: CallOrigin) throws(AdminError) {
        guard case .apiKey(let key) = caller else {
            throw AdminError(.unauthenticated, "This needs the API key that it is about, as the bearer token.")
        }
        self.key = key
        self.origin = origin
    }

    var actor: String { "key:\(key.keyID)" }
}

/// A call by an OAuth client that showed its secret.
struct ClientCall: Attributable {
    let client: OAuthClient
    let origin: CallOrigin

    var actor: String { "client:\(client.id)" }
}

/// The operator at the machine: `admind init`, `admind recover-root`.
struct OperatorCall: Attributable {
    var actor: String { "operator" }
    let origin = CallOrigin(requestID: "-", address: nil)
}

extension AdminError {
    /// The one answer to a bearer token that opens nothing, whatever it was once.
    static var deadCredential: AdminError {
        AdminError(
            .unauthenticated, "The token is unknown, expired or revoked. Get a new one from /oauth2/token.",
            param: "Authorization")
    }
}
