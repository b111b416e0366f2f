import Domain
import Foundation
import KeyVault
import Storage
import Wire

/// A reply as it is kept: what a repeated request is answered with.
struct KeptReply: Codable, Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data
    /// What the scopes of a token must cover to be shown the reply; `nil` in what was kept before there was such a rule,
    /// and for callers without scopes.
    var neededScopes: [String]?
}

/// The place where a call under an `Idempotency-Key` leaves its reply, in the very transaction of its change: whatever
/// happens after the commit, a repeated call finds it.
struct IdempotencySlot: Sendable {
    /// Rows that one caller may have: who sends more within a day is not repeating itself.
    private static let maximumPerCaller: Int64 = 10_000
    private static let retentionSeconds: Int64 = 86_400
    /// How long a reply that shows a secret is kept, sealed.
    private static let secretRetentionSeconds: Int64 = 600

    let caller: String
    let key: String
    let fingerprint: [UInt8]
    let endpoint: Endpoint
    /// What the token of this very call reaches; `nil` for the holder of a key.
    let heldScopes: Set<Scope>?
    let vault: Vault
    /// Makes the reply of what the use case returns.
    let encode: @Sendable (any Sendable) throws(AdminError) -> KeptReply

    func store(_ result: any Sendable, in transaction: any Transaction) throws(AdminError) {
        let now = transaction.now
        guard try transaction.idempotentReplies.find(caller: caller, key: key) == nil else {
            // Its twin came in between, over another connection of this caller, and was first.
            throw AdminError(.unavailable, "The same request is being carried out. Repeat it.", retryAfterSeconds: 1)
        }
        try requireRoom(in: transaction)
        var reply = try encode(result)
        reply.neededScopes = neededScopes
        let sealed = try vault.seal(try Self.bytes(reply), for: purpose)
        let kept = endpoint.showsSecret ? Self.secretRetentionSeconds : Self.retentionSeconds
        try transaction.idempotentReplies.insert(
            IdempotentReply(
                caller: caller, key: key, fingerprint: fingerprint, reply: sealed,
                replyExpiresAt: now.adding(seconds: kept), expiresAt: now.adding(seconds: Self.retentionSeconds)))
    }

    /// For a change that is made in several transactions: better refused before the first than with the last, which keeps
    /// the reply.
    func requireRoom(in transaction: any Transaction) throws(AdminError) {
        guard try !transaction.idempotentReplies.has(Self.maximumPerCaller, of: caller) else {
            throw AdminError(
                .tooManyRequests, "Too many different Idempotency-Key values within a day.", param: "Idempotency-Key",
                retryAfterSeconds: 3600)
        }
    }

    /// The reply that was given before; `nil` where there was none.
    ///
    /// - Throws: `unprocessable` where the key came with another request; `conflict` where the reply showed a secret and
    ///   is no longer kept.
    func replay(from transaction: any Transaction) throws(AdminError) -> KeptReply? {
        guard let known = try transaction.idempotentReplies.find(caller: caller, key: key) else { return nil }
        guard known.fingerprint == fingerprint else {
            throw AdminError(
                .unprocessable, "This Idempotency-Key came with another request before. Use a fresh one.",
                param: "Idempotency-Key")
        }
        guard let reply = known.reply else {
            throw .conflict(
                "The request was carried out, and its reply, which showed a secret, is no longer kept. Rotate for another.",
                param: "Idempotency-Key")
        }
        let kept: KeptReply
        do {
            kept = try JSONDecoder().decode(KeptReply.self, from: Data(try vault.open(reply, for: purpose)))
        } catch {
            throw .internal("a kept reply could not be read")
        }
        try requireRight(to: kept)
        return kept
    }

    /// A reply shows no token more than it could have got by itself. Where the operation asks for no more than its own
    /// scope, the token has shown that already. Where it asks for more, which only the operation itself can tell, the
    /// token must reach as far as the one that made the first request.
    private func requireRight(to kept: KeptReply) throws(AdminError) {
        guard let heldScopes, endpoint.asksForMoreThanItsScope else { return }
        let needed = Set((kept.neededScopes ?? [Scope.all.rawValue]).compactMap(Scope.init(rawValue:)))
        guard heldScopes.covers(needed) else {
            throw AdminError(
                .forbidden,
                """
                The first request under this Idempotency-Key was made with a token of more scopes. Repeat it with one that \
                has them: \(needed.subtracting(heldScopes).text).
                """, param: "Idempotency-Key")
        }
    }

    private var neededScopes: [String]? { heldScopes.map { $0.sorted().map(\.rawValue) } }

    private var purpose: String { "idempotent_replies/\(caller)/\(key)" }

    private static func bytes(_ reply: KeptReply) throws(AdminError) -> [UInt8] {
        guard let data = try? JSONEncoder().encode(reply) else { throw .internal("a reply could not be kept") }
        return [UInt8](data)
    }
}

extension AdminService {
    /// Runs a change for a call, and keeps its reply in the same transaction where the call asked for that.
    func write<Result: Sendable>(
        for call: some RepeatableCall, _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> Result {
        try await database.write { transaction throws(AdminError) in
            let result = try body(transaction)
            try call.idempotency?.store(result, in: transaction)
            return result
        }
    }
}
