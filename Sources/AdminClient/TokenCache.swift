import Synchronization

/// An access token and when to stop using it.
public struct CachedToken: Sendable, Equatable {
    public let accessToken: SecretText
    /// Unix seconds. Ahead of the token's true end, so that no request departs with a token that dies on its way.
    public let renewAt: Int64

    public init(accessToken: SecretText, renewAt: Int64) {
        self.accessToken = accessToken
        self.renewAt = renewAt
    }
}

/// Whose token it is: the server's address and the client's id.
public struct TokenIdentity: Sendable, Hashable {
    public let url: String
    public let clientID: String

    public init(url: String, clientID: String) {
        self.url = url
        self.clientID = clientID
    }
}

/// Keeps tokens between calls. A cache may forget at any time; it never fails a call.
public protocol TokenCache: Sendable {
    func find(_ identity: TokenIdentity) -> CachedToken?
    func store(_ token: CachedToken, for identity: TokenIdentity)
    func remove(_ identity: TokenIdentity)
}

/// Keeps tokens for as long as the process lives.
public final class MemoryTokenCache: TokenCache {
    private let tokens = Mutex<[TokenIdentity: CachedToken]>([:])

    public init() {}

    public func find(_ identity: TokenIdentity) -> CachedToken? {
        tokens.withLock { $0[identity] }
    }

    public func store(_ token: CachedToken, for identity: TokenIdentity) {
        tokens.withLock { $0[identity] = token }
    }

    public func remove(_ identity: TokenIdentity) {
        tokens.withLock { $0[identity] = nil }
    }
}
