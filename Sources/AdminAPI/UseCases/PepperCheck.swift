import Domain
import Storage

/// What an operator has to know before a line leaves the vault key.
public struct PepperReport: Sendable {
    /// Secrets that no line of the vault key finds any more.
    public let problems: [String]
    /// Secrets that keep an older line needed.
    public let notes: [String]
}

extension AdminService {
    /// Counts the secrets by the version of the vault key that they are stored under.
    public func pepperReport() async throws(AdminError) -> PepperReport {
        let (keys, clients) = try await database.read { transaction throws(AdminError) in
            (try transaction.apiKeys.pepperCount().byVersion, try transaction.oauthClients.pepperCount().byVersion)
        }
        let current = vault.peppers.currentVersion
        let older = Set(keys.keys).union(clients.keys).subtracting([current]).sorted()
        let lines = older.map { version in
            let counts = "\(keys[version] ?? 0) key and \(clients[version] ?? 0) client secrets"
            return (version, "\(counts) are under version \(version)")
        }
        let isKnown = Set(vault.peppers.knownVersions).contains
        return PepperReport(
            problems: lines.filter { !isKnown($0.0) }.map {
                "\($0.1), which the vault key has no line of: they are refused. Put the line back, or rotate them."
            },
            notes: lines.filter { isKnown($0.0) }.map {
                "\($0.1). Each goes over to version \(current) with its next use; keep the older line until then."
            })
    }
}
