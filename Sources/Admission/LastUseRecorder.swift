import Domain
import Storage

/// Carries the last uses that the hot path noted in memory to the rows, so that answering costs no write.
public struct LastUseRecorder: Sendable {
    /// Rows in one transaction: few enough that nobody behind it waits noticeably.
    private static let batchSize = 500

    private let directory: KeyDirectory
    private let database: any Database

    public init(directory: KeyDirectory, database: any Database) {
        self.directory = directory
        self.database = database
    }

    /// Writes what has gathered since the last call.
    public func flush() async throws(AdminError) {
        let entries = directory.takeUsed()
        for start in stride(from: 0, to: entries.count, by: Self.batchSize) {
            let batch = entries[start..<min(start + Self.batchSize, entries.count)]
            try await database.write { transaction throws(AdminError) in
                for entry in batch {
                    guard let instant = entry.lastUsedAt else { continue }
                    try transaction.apiKeys.updateLastUsed(entry.id, in: entry.organizationID, to: instant)
                }
            }
        }
    }
}
