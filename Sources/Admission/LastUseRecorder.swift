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

    /// Writes what has gathered since the last call; what could not be written waits for the next.
    public func flush() async throws(AdminError) {
        let uses = directory.takeUsed()
        for start in stride(from: 0, to: uses.count, by: Self.batchSize) {
            let batch = uses[start..<min(start + Self.batchSize, uses.count)]
            do {
                try await write(batch)
            } catch {
                uses[start...].forEach(directory.remember)
                throw error
            }
        }
    }

    private func write(_ batch: ArraySlice<NotedUse>) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            for noted in batch {
                let (id, organization) = (noted.entry.id, noted.entry.organizationID)
                try transaction.apiKeys.updateLastUsed(id, in: organization, to: noted.use.at)
                try transaction.apiKeys.updateUse(of: noted.digest, of: id, in: organization, to: noted.use)
            }
        }
    }
}
