import Domain
import Storage

/// Carries the last uses that the hot path noted in memory to the rows, so that answering costs no write. A secret that
/// was used under an old pepper goes over to the newest one on the way.
public struct LastUseRecorder: Sendable {
    /// Rows in one transaction: few enough that nobody behind it waits noticeably.
    private static let batchSize = 500
    /// After so many failures that are not the database's a use is dropped: what is wrong with it is wrong for ever.
    private static let maximumAttempts = 3

    /// What could not be written.
    public struct Outcome: Sendable {
        /// Uses that are gone, each by its key and the reason.
        public fileprivate(set) var dropped: [String] = []
        /// The reason why others wait for the next time.
        public fileprivate(set) var delay: AdminError?
    }

    private let directory: KeyDirectory
    private let database: any Database

    public init(directory: KeyDirectory, database: any Database) {
        self.directory = directory
        self.database = database
    }

    /// Writes what has gathered since the last call.
    public func flush() async -> Outcome { await write(directory.takeUsed()) }

    /// Writes what has gathered of one key's secrets: who asks for these waits for nobody else's.
    public func flush(of key: APIKey) async -> Outcome {
        let secrets = [key.secrets.current, key.secrets.outgoing?.secret].compactMap(\.self)
        return await write(directory.takeUsed(of: secrets.map(\.digest)))
    }

    private func write(_ uses: [NotedUse]) async -> Outcome {
        var outcome = Outcome()
        for start in stride(from: 0, to: uses.count, by: Self.batchSize) {
            let batch = Array(uses[start..<min(start + Self.batchSize, uses.count)])
            let failed = await database.writeApart(batch) { use, transaction throws(AdminError) in
                try write(use, transaction)
            }
            for failure in failed { settle(failure, &outcome) }
        }
        return outcome
    }

    private func settle(_ failure: FailedPart<NotedUse>, _ outcome: inout Outcome) {
        var use = failure.part
        if failure.error.code != .unavailable { use.failures += 1 }
        guard use.failures < Self.maximumAttempts, failure.error.code != .invalidRequest else {
            outcome.dropped.append(
                "the last use of the key \(use.entry.id): \(failure.error.detail ?? failure.error.message)")
            return
        }
        outcome.delay = failure.error
        directory.remember(use)
    }

    private func write(_ noted: NotedUse, _ transaction: any Transaction) throws(AdminError) {
        let (id, organization) = (noted.entry.id, noted.entry.organizationID)
        try transaction.apiKeys.updateLastUsed(id, in: organization, to: noted.use.at)
        try transaction.apiKeys.updateUse(of: noted.digest, of: id, in: organization, to: noted.use)
        if let fresh = noted.renewed { try renew(noted, fresh, transaction) }
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
