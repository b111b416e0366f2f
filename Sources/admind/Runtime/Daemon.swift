import AdminAPI
import Domain
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import ServiceLifecycle
import Storage

/// The daemon from open to closed.
struct Daemon {
    let settings: Settings
    let logger: Logger

    /// Returns when the daemon has drained after SIGTERM or SIGINT.
    func run() async throws {
        // Whatever this process creates is for its own user alone.
        umask(0o077)
        let metrics = MetricsRegistry()
        let installation = try await Installation.open(settings, observer: metrics)
        announce(installation.migration)
        let isFirstRun = try await createRoot(installation)
        try await installation.service.load()
        let readiness = Readiness(time: SystemTime())
        let application = AdminApplication(
            service: installation.service, metrics: metrics, readiness: readiness, logger: logger)
        let group = ServiceGroup(
            configuration: configuration(
                // They are told to stop from the last to the first: `/readyz` says draining before the server drains.
                services: [
                    server(application, isFirstRun: isFirstRun),
                    Housekeeper(
                        service: installation.service, readiness: readiness,
                        interval: .seconds(settings.housekeepingSeconds), logger: logger),
                ]))
        // A drain that took too long ends in a cancellation: what was acknowledged is on disk all the same.
        do { try await group.run() } catch is CancellationError {}
        try await installation.service.flush()
        try await installation.close()
        logger.notice("stopped")
    }

    private func server(_ application: AdminApplication, isFirstRun: Bool) -> some Service {
        Application(
            router: application.buildRouter(),
            server: .http1(
                configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(settings.idleTimeoutSeconds))),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.listen.host, port: settings.listen.port), backlog: 1024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.listen.port
                FirstSteps(settings: settings, port: port, isFirstRun: isFirstRun).print()
            },
            logger: logger)
    }

    private func configuration(services: [any Service]) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.drainSeconds)
        return configuration
    }

    private func announce(_ migration: MigrationOutcome) {
        for step in migration.applied {
            logger.notice("migrated", metadata: ["version": "\(step.version)", "name": "\(step.name)"])
        }
        if let path = migration.snapshotPath {
            logger.notice("snapshot taken before migrating", metadata: ["path": "\(path)"])
        }
    }

    /// On an empty database: makes the root client, and leaves its credential in a file. Never in the log.
    private func createRoot(_ installation: Installation) async throws -> Bool {
        guard let root = try await installation.service.createRootIfEmpty() else { return false }
        let directory = DataDirectory(settings.dataDirectory)
        try directory.writeRootCredential(try RootCredential.json(root))
        return true
    }
}
