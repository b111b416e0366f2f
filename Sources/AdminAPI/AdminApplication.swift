import Domain
import Hummingbird
import Logging
import Wire

/// The HTTP face of the application: the router with its one middleware and every route. The daemon and the tests build
/// it by the same function.
public struct AdminApplication: Sendable {
    public let service: AdminService
    public let metrics: MetricsRegistry
    public let readiness: Readiness
    public let logger: Logger
    /// `nil` where requests leave no lines.
    let accessLog: (any AccessLog)?
    private let collectors: [MetricFamily.Collector]

    /// - Parameter accessLog: where requests leave their lines, if the settings want them; `nil`: in the log.
    public init(
        service: AdminService, metrics: MetricsRegistry, readiness: Readiness, logger: Logger,
        accessLog: (any AccessLog)? = nil, collectors: [MetricFamily.Collector] = []
    ) {
        self.service = service
        self.metrics = metrics
        self.readiness = readiness
        self.logger = logger
        let isLogged = service.settings.logsRequests && logger.logLevel <= .info
        self.accessLog = isLogged ? accessLog ?? LoggerAccessLog(logger: logger) : nil
        self.collectors = collectors
    }

    /// - Parameter surfaces: what a listener serves; everything else is unknown there.
    public func buildRouter(surfaces: Set<Surface> = Set(Surface.allCases)) -> Router<AdminRequestContext> {
        let endpoints = Endpoint.allCases.filter { !$0.surfaces.isDisjoint(with: surfaces) }
        let router = Router(context: AdminRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: RequestEnvelope(
                metrics: metrics, logger: logger, accessLog: accessLog, settings: service.settings,
                table: EndpointTable(endpoints)))
        let operations = OperationsRoutes(
            service: service, registry: metrics, readiness: readiness, collectors: collectors)
        let routes = Routes(service: service, operations: operations)
        router.add(middleware: routes.underOtherMethods(endpoints))
        routes.register(endpoints, on: router)
        return router
    }
}
