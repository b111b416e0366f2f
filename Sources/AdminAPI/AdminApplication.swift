import Domain
import Hummingbird
import Logging

/// The HTTP face of the application: the router with its one middleware and every route. The daemon and the tests build
/// it by the same function.
public struct AdminApplication: Sendable {
    public let service: AdminService
    public let metrics: MetricsRegistry
    public let readiness: Readiness
    public let logger: Logger

    public init(service: AdminService, metrics: MetricsRegistry, readiness: Readiness, logger: Logger) {
        self.service = service
        self.metrics = metrics
        self.readiness = readiness
        self.logger = logger
    }

    public func buildRouter() -> Router<AdminRequestContext> {
        let router = Router(context: AdminRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: RequestEnvelope(
                metrics: metrics, logger: logger, logsRequests: service.settings.logsRequests,
                trustedProxies: service.settings.trustedProxies))
        let operations = OperationsRoutes(service: service, registry: metrics, readiness: readiness)
        Routes(service: service, operations: operations).register(on: router)
        return router
    }
}
