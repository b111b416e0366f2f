import Domain

/// One call of `write`, with the type of its result folded away.
struct WriteRequest: Sendable {
    /// Monotonic, in nanoseconds.
    let enqueuedAt: UInt64
    /// Runs the body, and returns what tells the caller that it is on disk. It runs again when a shared commit failed.
    let attempt: @Sendable (SQLiteTransaction) throws(AdminError) -> @Sendable () -> Void
    let fail: @Sendable (AdminError) -> Void

    init<Result: Sendable>(
        enqueuedAt: UInt64, body: @escaping @Sendable (any Transaction) throws(AdminError) -> Result,
        reply: @escaping @Sendable (Swift.Result<Result, AdminError>) -> Void
    ) {
        self.enqueuedAt = enqueuedAt
        attempt = { transaction throws(AdminError) in
            let result = try body(transaction)
            return { reply(.success(result)) }
        }
        fail = { reply(.failure($0)) }
    }
}
