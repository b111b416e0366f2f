import Domain
import Storage

/// Carries the last uses that the hot path noted in memory to the rows, so that answering costs no write. A secret that
/// was used under an old pepper goes over to the newest one on the way.
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
                if let fresh = noted.renewed { try renew(noted, fresh, transaction) }
            }
        }
    }

    /// Nothing where the secret has gone, or gone over, since it was used.
    private func renew(
        _ noted: NotedUse, _ fresh: RenewedDigest, _ transaction: any Transaction
    ) throws(AdminError) {
        guard let before = try transaction.apiKeys.find(noted.entry.id, in: noted.entry.organizationID),
            !before.isRemoved, let secret = before.secrets.secret(noted.digest)
        else { return }
        var key = before
        key.secrets = before.secrets.noting(secret.renewed(fresh), for: noted.digest)
        try transaction.apiKeys.updateSecrets(key)
        transaction.afterCommit { [directory, key] in directory.apply(key, replacing: before) }
    }
}
