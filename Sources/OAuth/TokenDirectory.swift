import Domain
import KeyVault
import Storage
import Synchronization

/// Every live access token by its digest, in memory: checking one costs no query, revoking one is seen by the next call.
///
/// Bound: `maximumPerClient` tokens a client, and none beyond its expiry by more than the
/// housekeeping's interval.
public final class TokenDirectory: Sendable {
    private struct Tokens {
        var byDigest: [SecretDigest: AccessToken] = [:]
        var countByClient: [OAuthClientID: Int] = [:]
    }

    private let tokens = Mutex(Tokens())
    private let writesUnderWay = Atomic(0)
    private let peppers: PepperRing

    public init(peppers: PepperRing) {
        self.peppers = peppers
    }

    public func load(from transaction: any Transaction) throws(AdminError) {
        try transaction.accessTokens.forEachLive { token throws(AdminError) in apply(token) }
    }

    /// The token with this text, if it lives.
    public func find(_ text: String, at now: Instant) throws(AdminError) -> AccessToken? {
        guard SecretFormat.isWellFormed(text, as: .accessToken) else { return nil }
        let token = try peppers.firstMatch(text) { digest in tokens.withLock { $0.byDigest[digest] } }
        return token.flatMap { $0.expiresAt > now ? $0 : nil }
    }

    public func count(of client: OAuthClientID) -> Int {
        tokens.withLock { $0.countByClient[client] ?? 0 }
    }

    /// To be called before a token's write begins, and `endWrite` once when it is decided, after `apply` where it succeeded.
    public func beginWrite() { writesUnderWay.add(1, ordering: .sequentiallyConsistent) }

    public func endWrite() { writesUnderWay.subtract(1, ordering: .sequentiallyConsistent) }

    /// How many live tokens a client has at most, with those that are being written, whosever they are: never fewer than a
    /// transaction would find.
    func mostLive(of client: OAuthClientID) -> Int {
        // In this order: a token that is applied between the two is counted twice, and not never.
        let underWay = writesUnderWay.load(ordering: .sequentiallyConsistent)
        return underWay + count(of: client)
    }

    public func apply(_ token: AccessToken) {
        tokens.withLock { tokens in
            if tokens.byDigest.updateValue(token, forKey: token.digest) == nil {
                tokens.countByClient[token.clientID, default: 0] += 1
            }
        }
    }

    /// Forgets every token that `isGone` says so of.
    public func remove(where isGone: (AccessToken) -> Bool) {
        tokens.withLock { tokens in
            for (digest, token) in tokens.byDigest where isGone(token) {
                tokens.byDigest[digest] = nil
                let left = (tokens.countByClient[token.clientID] ?? 1) - 1
                tokens.countByClient[token.clientID] = left > 0 ? left : nil
            }
        }
    }

    public func remove(_ digest: SecretDigest) {
        tokens.withLock { tokens in
            guard let token = tokens.byDigest.removeValue(forKey: digest) else { return }
            let left = (tokens.countByClient[token.clientID] ?? 1) - 1
            tokens.countByClient[token.clientID] = left > 0 ? left : nil
        }
    }
}
