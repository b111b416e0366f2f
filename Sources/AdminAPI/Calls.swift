import Domain
import Policy

/// Where a call comes from, for the audit trail and the log.
public struct CallOrigin: Sendable {
    public let requestID: String
    public let source: RequestSource
    /// What the caller calls itself, cut to 256 characters; what may not be kept of it is U+FFFD.
    public let userAgent: String?

    public init(requestID: String, source: RequestSource, userAgent: String? = nil) {
        self.requestID = requestID
        self.source = source
        self.userAgent = userAgent.map { TextRule.text.mended(Self.cut($0)) }
    }

    /// - Parameter address: `nil` for a peer that has none.
    public init(requestID: String, address: IPAddress?, userAgent: String? = nil) {
        self.init(requestID: requestID, source: RequestSource(peer: address), userAgent: userAgent)
    }

    /// `nil` where there is none, or it is not known: nothing that is kept to addresses is open then.
    public var address: IPAddress? { source.address }

    /// To 256 code points: of what people take for characters, one may be of any length.
    static func cut(_ text: String) -> String {
        text.utf8.count <= 256 ? text : String(text.unicodeScalars.prefix(256))
    }

    /// What failed attempts are counted by: an IPv4 address, or the /64 of an IPv6 one, which is what one site has. All
    /// connections without an address (a Unix socket) count as one place, and all requests from nobody knows where.
    var throttleKey: String {
        guard let address else { return source.text }
        return address.bytes.count == 4 ? address.text : address.bytes.prefix(8).map { "\($0)" }.joined(separator: ".")
    }
}

/// Whoever an audit event may name.
protocol Attributable {
    var actor: String { get }
    var origin: CallOrigin { get }
}

/// A call by a management client that was found to hold the scope which the operation needs. There is no other way to
/// make one, so no use case can run unauthorized.
public struct ManagementCall: RepeatableCall {
    public let client: ClientCaller
    /// What the header `Keyhold-Organization` says: an id or a slug.
    let organization: String?
    public let origin: CallOrigin
    /// Where the reply is to be kept, for a call that may be repeated.
    var idempotency: IdempotencySlot?

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
public struct HolderCall: RepeatableCall {
    public let key: KeyCaller
    public let origin: CallOrigin
    var idempotency: IdempotencySlot?

    public init(caller: Caller, origin: CallOrigin) throws(AdminError) {
        guard case .apiKey(let key) = caller else {
            throw AdminError(.unauthenticated, "This needs the API key that it is about, as the bearer token.")
        }
        self.key = key
        self.origin = origin
    }

    var actor: String { "key:\(key.keyID)" }
}

/// The daemon's own housekeeping.
struct SystemCall: Attributable {
    var actor: String { "system" }
    let origin = CallOrigin(requestID: "-", address: nil)
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
