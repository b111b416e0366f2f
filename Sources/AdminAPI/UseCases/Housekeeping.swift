import Admission
import Domain
import Storage

extension AdminService {
    /// Rows in one transaction: few enough that nobody behind it waits noticeably.
    private static let purgeBatch = 1000
    /// The same of kept replies, some of which show a thousand secrets.
    private static let replyBatch = 100

    /// What has to be done now and then: ended transitions and expired tokens go, last uses reach their rows. What fails
    /// keeps nothing else from being done, and is noted among the mishaps.
    ///
    /// - Parameter forgetting: false while the clock is not to be believed: what it says is over is kept then.
    /// - Throws: the first failure, once all has been tried.
    public func keepHouse(forgetting: Bool = true) async throws(AdminError) {
        let failures = [
            forgetting ? await failure("what is over") { () throws(AdminError) in try await forgetWhatIsOver() } : nil,
            await failure("limits") { () throws(AdminError) in try await limits.keepHouse(forgetting: forgetting) },
            await failure("rotation plans") { () throws(AdminError) in try await followRotationPlans() },
            await failure("last uses") { () throws(AdminError) in try await recordUses() },
            await failure("the audit trail's anchor") { () throws(AdminError) in try await anchorAudit() },
        ]
        for line in anchoredTrail.takeNews() { mishaps.note(.audit, line) }
        for line in limits.takeMended() { mishaps.note(.counter, line) }
        if let first = failures.compactMap(\.self).first { throw first }
    }

    private func forgetWhatIsOver() async throws(AdminError) {
        let now = time.now()
        keys.forgetEndedTransitions(at: now)
        tokens.forgetExpired(at: now)
        let failures = [
            await failure("expired tokens") { () throws(AdminError) in
                try await purge(Self.purgeBatch) { transaction, limit throws(AdminError) in
                    try transaction.accessTokens.deleteExpired(limit: limit)
                }
            },
            await failure("kept replies") { () throws(AdminError) in
                try await purge(Self.replyBatch) { transaction, limit throws(AdminError) in
                    try transaction.idempotentReplies.dropReplies(limit: limit)
                }
                try await purge(Self.replyBatch) { transaction, limit throws(AdminError) in
                    try transaction.idempotentReplies.deleteExpired(limit: limit)
                }
            },
            await failure("changes of periods") { () throws(AdminError) in try await forgetPeriodChanges() },
        ]
        if let first = failures.compactMap(\.self).first { throw first }
    }

    /// What the clock says.
    public var now: Instant { time.now() }

    /// Writes what only memory knows yet. To be called when the last request has been answered.
    public func flush() async throws(AdminError) {
        await limits.flush()
        try await recordUses()
    }

    /// What went wrong in the background since this was last asked, for the log.
    public func takeMishaps() -> [String] { mishaps.takeLines() }

    private func failure(_ step: String, _ run: () async throws(AdminError) -> Void) async -> AdminError? {
        do throws(AdminError) {
            try await run()
            return nil
        } catch {
            mishaps.note(.housekeeping, "\(step): \(error.detail ?? error.message)")
            return error
        }
    }

    /// - Throws: why some of the uses have to wait. What can never be written is dropped, and is no failure.
    private func recordUses() async throws(AdminError) {
        let outcome = await LastUseRecorder(directory: keys, database: database).flush()
        for line in outcome.dropped { mishaps.note(.lastUse, line) }
        if let delay = outcome.delay { throw delay }
    }

    /// Writes the uses of one key's secrets. Where that cannot be done they stay in memory, and nobody fails for it.
    func recordUses(of key: APIKey) async {
        let outcome = await LastUseRecorder(directory: keys, database: database).flush(of: key)
        for line in outcome.dropped { mishaps.note(.lastUse, line) }
    }

    /// Clears rows away, so many in a transaction, until there are no more.
    func purge(
        _ limit: Int, _ piece: @escaping @Sendable (any Transaction, _ limit: Int) throws(AdminError) -> Int
    ) async throws(AdminError) {
        var purged = limit
        while purged == limit {
            purged = try await database.write { transaction throws(AdminError) in try piece(transaction, limit) }
        }
    }

    /// Whether the database takes writes: one small row, on disk, behind whatever else is waiting.
    public func probeWritable() async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            try transaction.serviceState.set(.readyProbe, to: Array(transaction.now.rfc3339.utf8))
        }
    }
}
