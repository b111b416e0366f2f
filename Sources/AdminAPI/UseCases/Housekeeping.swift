import Admission
import Domain

extension AdminService {
    /// Rows in one transaction: few enough that nobody behind it waits noticeably.
    private static let purgeBatch = 1000

    /// What has to be done now and then: ended transitions and expired tokens go, last uses reach their rows.
    public func keepHouse() async throws(AdminError) {
        let now = time.now()
        keys.forgetEndedTransitions(at: now)
        tokens.remove { $0.expiresAt <= now }
        try await purgeTokens()
        try await database.write { transaction throws(AdminError) in try transaction.idempotentReplies.purge() }
        try await limits.keepHouse()
        try await followRotationPlans()
        try await LastUseRecorder(directory: keys, database: database).flush()
    }

    /// Writes what only memory knows yet. To be called when the last request has been answered.
    public func flush() async throws(AdminError) {
        await limits.flush()
        try await LastUseRecorder(directory: keys, database: database).flush()
    }

    private func purgeTokens() async throws(AdminError) {
        var purged = Self.purgeBatch
        while purged == Self.purgeBatch {
            purged = try await database.write { transaction throws(AdminError) in
                try transaction.accessTokens.deleteExpired(limit: Self.purgeBatch)
            }
        }
    }

    /// Whether the database takes writes: one small row, on disk, behind whatever else is waiting.
    public func probeWritable() async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            try transaction.serviceState.set(.readyProbe, to: Array(transaction.now.rfc3339.utf8))
        }
    }
}
