import Domain
import KeyVault
import Storage
import Synchronization

/// Every live access token by its digest, in memory: checking one costs no query, revoking one is seen by the next call.
///
/// Bound: `maximumPerClient` live tokens a client, and of those that have ended none beyond its expiry by more than a minute
/// and the housekeeping's interval. Nothing that a call waits for grows with their number.
public final class TokenDirectory: Sendable {
    /// What is known of one client's tokens, as long as there are any.
    private struct ClientTokens {
        /// Tokens of an earlier one have ended.
        var generation: Int64 = 0
        var live = 0
        var all = 0
    }

    private struct Tokens {
        var byDigest: [SecretDigest: AccessToken] = [:]
        var byClient: [OAuthClientID: ClientTokens] = [:]
        /// By the minute in which they expire; may name some that are gone.
        var expiring: [Int64: [SecretDigest]] = [:]

        func isLive(_ token: AccessToken) -> Bool {
            byClient[token.clientID].map { token.generation >= $0.generation } ?? false
        }
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
        let token = try peppers.firstMatch(text) { digest in
            tokens.withLock { tokens in
                tokens.byDigest[digest].flatMap { tokens.isLive($0) ? $0 : nil }
            }
        }
        return token.flatMap { $0.expiresAt > now ? $0 : nil }
    }

    public func count(of client: OAuthClientID) -> Int {
        tokens.withLock { $0.byClient[client]?.live ?? 0 }
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
            guard tokens.byDigest.updateValue(token, forKey: token.digest) == nil else { return }
            tokens.expiring[Self.minute(token.expiresAt), default: []].append(token.digest)
            var client = tokens.byClient[token.clientID] ?? ClientTokens(generation: token.generation)
            client.all += 1
            if token.generation >= client.generation { client.live += 1 }
            tokens.byClient[token.clientID] = client
        }
    }

    /// Ends what clients hold of earlier generations, however much that is.
    public func end(_ generations: [TokenGeneration]) {
        for generation in generations {
            tokens.withLock { tokens in
                guard var client = tokens.byClient[generation.clientID] else { return }
                client.generation = generation.number
                client.live = 0
                tokens.byClient[generation.clientID] = client
            }
        }
    }

    public func remove(_ digest: SecretDigest) {
        tokens.withLock { Self.remove(digest, &$0) }
    }

    private static func remove(_ digest: SecretDigest, _ tokens: inout Tokens) {
        guard let token = tokens.byDigest.removeValue(forKey: digest),
            var client = tokens.byClient[token.clientID]
        else { return }
        client.all -= 1
        if token.generation >= client.generation { client.live -= 1 }
        tokens.byClient[token.clientID] = client.all > 0 ? client : nil
    }

    private static let piece = 500

    /// Forgets what expired in a minute that is over, in pieces between which calls find theirs.
    public func forgetExpired(at now: Instant) {
        let current = Self.minute(now)
        while tokens.withLock({ Self.forgetPiece(before: current, &$0) }) {}
    }

    /// Whether there was anything to forget.
    private static func forgetPiece(before minute: Int64, _ tokens: inout Tokens) -> Bool {
        guard let oldest = tokens.expiring.keys.min(), oldest < minute, var digests = tokens.expiring[oldest] else {
            return false
        }
        // Or it would be copied.
        tokens.expiring[oldest] = nil
        for digest in digests.suffix(piece) { remove(digest, &tokens) }
        digests.removeLast(min(piece, digests.count))
        if !digests.isEmpty { tokens.expiring[oldest] = digests }
        return true
    }

    private static func minute(_ instant: Instant) -> Int64 { instant.milliseconds / 60_000 }
}
