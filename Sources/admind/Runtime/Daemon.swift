import AdminAPI
import Domain
import Edge
import Foundation
import Logging
import ServiceLifecycle
import Storage
import UnixSignals
import Wire

/// The daemon from open to closed.
struct Daemon {
    let settings: Settings
    let logger: Logger
    let output: LogOutput

    /// Returns when the daemon has drained after SIGTERM or SIGINT.
    func run() async throws {
        // Whatever this process creates is for its own user alone.
        umask(0o077)
        let places = try ConnectionPlaces(settings, logger)
        // Before anything is made: a start that cannot serve leaves no installation behind.
        let certificates = try settings.certificates.map { files throws(AdminError) in try CertificateStore(files) }
        let metrics = MetricsRegistry()
        let directory = DataDirectory(settings.dataDirectory)
        try directory.requireClosedToEverybody()
        let installation = try await Installation.open(settings, observer: metrics)
        announce(installation.migration)
        let credential = RootCredentialFile(directory: directory)
        // On an empty database it makes the root client, and leaves its credential in a file. Never in the log.
        let isFirstRun = try await credential.create(installation.service)
        try await installation.service.load()
        for row in installation.service.damagedRows {
            logger.critical("a key cannot be read and is refused", metadata: ["detail": "\(row)"])
        }
        for line in installation.service.brokenAudit {
            logger.critical(
                "the audit trail is not what was anchored",
                metadata: ["detail": "\(line)", "next": "\(AdminService.auditAdvice)"])
        }
        let readiness = Readiness(time: SystemTime())
        let edge = EdgeMetrics(counters: EdgeCounters(), certificates: certificates)
        let application = AdminApplication(
            service: installation.service, metrics: metrics, readiness: readiness, logger: logger,
            accessLog: output,
            collectors: [
                ProcessMetrics(directory).families, edge.families, output.families,
            ])
        // They are told to stop from the last to the first: `/readyz` says draining before the listeners drain.
        var services: [any Service] = listeners(
            application, edge, places,
            Announcement(
                settings, isFirstRun: isFirstRun, notes: await credential.notes(installation.service), output: output))
        if let certificates { services.append(CertificateKeeper(store: certificates, logger: logger)) }
        services.append(
            Housekeeper(
                service: installation.service, readiness: readiness,
                interval: .seconds(settings.housekeepingSeconds), logger: logger,
                deadline: DrainDeadline(seconds: settings.drainSeconds, logger: logger)))
        let group = ServiceGroup(configuration: configuration(services: services))
        // A drain that took too long ends in a cancellation: what was acknowledged is on disk all the same.
        do { try await group.run() } catch is CancellationError {}
        // What cannot be written by now is only when secrets were last used: that is no reason to end as if in a failure.
        try? await installation.service.flush()
        for line in installation.service.takeMishaps() {
            logger.error("housekeeping failed", metadata: ["detail": "\(line)"])
        }
        try await installation.close()
        logger.notice("stopped")
    }

    private func listeners(
        _ application: AdminApplication, _ edge: EdgeMetrics, _ places: ConnectionPlaces, _ announcement: Announcement
    ) -> [any Service] {
        settings.listeners.enumerated().map { index, listener in
            ListenerService(
                listener: listener, index: index, application: application,
                environment: environment(application, edge.counters, places),
                certificates: listener.usesTLS ? edge.certificates : nil, socket: settings.socket(of: listener),
                announcement: announcement)
        }
    }

    /// Each listener has connections of its own.
    private func environment(
        _ application: AdminApplication, _ counters: EdgeCounters, _ places: ConnectionPlaces
    ) -> EdgeEnvironment {
        EdgeEnvironment(
            limits: settings.limits,
            connections: ConnectionLimit(
                total: places.each, perAddress: places.perAddress,
                exempt: settings.trustedProxies.compactMap { AddressBlock($0) }),
            counters: counters
        ) { error in
            let refusal = application.refuseEarly(error)
            return EdgeRefusal(status: refusal.status, headers: refusal.headers, body: refusal.body)
        }
    }

    /// SIGHUP reads certificates again where there are some, and ends what has nothing to read again.
    private var endings: [UnixSignal] { [.sigterm, .sigint] + (settings.certificates == nil ? [.sighup] : []) }

    private func configuration(services: [any Service]) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: endings, logger: logger)
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
}

extension Settings {
    var limits: EdgeLimits {
        var limits = EdgeLimits(
            handshake: .seconds(handshakeTimeoutSeconds), head: .seconds(headTimeoutSeconds),
            body: .seconds(bodyTimeoutSeconds), reply: .seconds(replyTimeoutSeconds),
            idle: .seconds(idleTimeoutSeconds), headBytes: Int(maximumHeadBytes), bodyBytes: Int(maximumBodyBytes),
            streams: Int(maximumStreams))
        limits.largeBodies = Endpoint.largeBodies
        return limits
    }

    func socket(of listener: Listener) -> UnixSocket? {
        guard case .unix(let path) = listener.address else { return nil }
        return UnixSocket(path: path, mode: socketMode, owner: FileOwner(socketOwner))
    }
}
