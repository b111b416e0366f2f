import AdminAPI
import Domain
import Foundation
import HTTPTypes
import KeyVault
import Storage

/// A data directory that was opened: locked, its vault key read, its database migrated.
struct Installation {
    let database: SQLiteDatabase
    let vault: Vault
    let service: AdminService
    let migration: MigrationOutcome
    private let lock: DataDirectoryLock

    /// Creates the directory, the vault key and the database where there is none.
    ///
    /// - Parameter takesRemains: whether a vault key without a database, or an empty database, is a place to begin in. It
    ///   may be what is left of an installation, and so only who was told to begin anew takes it.
    static func open(
        _ settings: Settings, observer: any CommitObserver, time: any TimeSource = SystemTime(),
        takesRemains: Bool = false
    ) async throws(AdminError) -> Installation {
        let directory = DataDirectory(settings.dataDirectory)
        if !takesRemains { try directory.requireNoLoneVaultKey() }
        try directory.create()
        directory.closeToGroup()
        let vault = try Vault(try VaultKeyLocation(settings, directory).load())
        let opened = try SQLiteDatabase.openMigrated(
            directory.databaseConfiguration(settings), time: time, takesEmptyFile: takesRemains, observer: observer)
        let service = AdminService(
            database: opened.database, vault: vault, settings: settings.service, time: time,
            identifiers: UUIDv7Source())
        do {
            try await service.checkVault()
        } catch {
            try await opened.database.close()
            throw error
        }
        return Installation(
            database: opened.database, vault: vault, service: service, migration: opened.migration, lock: opened.lock)
    }

    /// Finishes what is waiting, and lets go of the directory.
    func close() async throws(AdminError) {
        // Where it cannot be written the anchor stays behind, and the next start takes it further.
        try? await service.anchorAudit()
        try await database.close()
        lock.release()
    }
}

extension Settings {
    /// Where clients get their tokens, as far as the settings tell.
    private var issuer: String {
        guard publicURL.isEmpty else { return publicURL }
        let urls = listeners.filter { $0.surfaces.contains(.management) }.map { $0.url(port: nil) }
        return urls.first { !$0.hasPrefix("unix:") } ?? "http://localhost"
    }

    var service: ServiceSettings {
        var service = ServiceSettings(
            issuer: issuer, transitionSeconds: transitionSeconds,
            tokenLifetimeSeconds: tokenLifetimeSeconds, maximumTokensPerClient: Int(maximumTokensPerClient),
            maximumBodyBytes: Int(maximumBodyBytes), logsRequests: logsRequests)
        service.trustedProxies = TrustedProxies(
            blocks: trustedProxies.compactMap { AddressBlock($0) }, trustsUnixSockets: trustedProxies.contains("unix"))
        service.proxyKeyHeaders = KeyHeaders(proxyKeyHeaders) ?? .standard
        service.linkBase = PublicURL.linkBase(publicURL)
        service.defaultOutputTokens = defaultOutputTokens
        service.maximumCounters = Int(maximumCounters)
        service.maximumUsageAgeDays = maximumUsageAgeDays
        service.proxyModelHeader = HTTPField.Name(proxyModelHeader)
        return service
    }
}
