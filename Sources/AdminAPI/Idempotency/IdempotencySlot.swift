import Domain
import Foundation
import KeyVault
import Storage

/// A reply as it is kept: what a repeated request is answered with.
struct KeptReply: Codable, Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data
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
    let showsSecret: Bool
    let vault: Vault
    /// Makes the reply of what the use case returns.
    let encode: @Sendable (any Sendable) throws(AdminError) -> KeptReply

    func store(_ result: any Sendable, in transaction: any Transaction) throws(AdminError) {
        let now = transaction.now
        guard try transaction.idempotentReplies.find(caller: caller, key: key) == nil else {
            // Its twin came in between, over another connection of this caller, and was first.
            throw AdminError(.unavailable, "The same request is being carried out. Repeat it.", retryAfterSeconds: 1)
        }
        guard try !transaction.idempotentReplies.has(Self.maximumPerCaller, of: caller) else {
            throw AdminError(
                .tooManyRequests, "Too many different Idempotency-Key values within a day.", param: "Idempotency-Key",
                retryAfterSeconds: 3600)
        }
        let sealed = try vault.seal(try Self.bytes(try encode(result)), for: purpose)
        let kept = showsSecret ? Self.secretRetentionSeconds : Self.retentionSeconds
        try transaction.idempotentReplies.insert(
            IdempotentReply(
                caller: caller, key: key, fingerprint: fingerprint, reply: sealed,
                replyExpiresAt: now.adding(seconds: kept), expiresAt: now.adding(seconds: Self.retentionSeconds)))
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
        do {
            return try JSONDecoder().decode(KeptReply.self, from: Data(try vault.open(reply, for: purpose)))
        } catch {
            throw .internal("a kept reply could not be read")
        }
    }

    private var purpose: String { "idempotent_replies/\(caller)/\(key)" }

    private static func bytes(_ reply: KeptReply) throws(AdminError) -> [UInt8] {
        guard let data = try? JSONEncoder().encode(reply) else { throw .internal("a reply could not be kept") }
        return [UInt8](data)
    }
}

extension AdminService {
    /// Runs a change for a call, and keeps its reply in the same transaction where the call asked for that.
    func write<Result: Sendable>(
        for call: ManagementCall, _ body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result
    ) async throws(AdminError) -> Result {
        try await database.write { transaction throws(AdminError) in
            let result = try body(transaction)
            try call.idempotency?.store(result, in: transaction)
            return result
        }
    }
}
