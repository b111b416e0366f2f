import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Wire

/// | method | path | credential |
/// |---|---|---|
/// | GET | /healthz, /readyz, /metrics, /openapi.json, /docs | none |
public struct OperationsRoutes: Sendable {
    let service: AdminService
    let registry: MetricsRegistry
    let readiness: Readiness
    let collectors: [MetricFamily.Collector]
    private let documents: ServedDocuments

    init(
        service: AdminService, registry: MetricsRegistry, readiness: Readiness, collectors: [MetricFamily.Collector]
    ) {
        self.service = service
        self.registry = registry
        self.readiness = readiness
        self.collectors = collectors
        documents = ServedDocuments(issuer: service.settings.issuer)
    }

    func health(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(StatusBody(status: "ok", version: keyholdVersion))
    }

    /// Migrated (or the daemon would not be up), writable, not draining.
    func readiness(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let status = await readiness.status { () async throws(AdminError) in try await service.probeWritable() }
        return JSONReply.make(
            StatusBody(status: status.rawValue, version: keyholdVersion),
            status: status == .ok ? .ok : .serviceUnavailable,
            headers: status == .ok ? [:] : [.retryAfter: "1"])
    }

    func metrics(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let text = registry.render(
            liveKeys: service.liveKeys, authenticationFailures: service.authenticationFailures,
            others: service.ledgerMetrics + [
                service.auditMetrics, service.mishaps.family, Mishaps.damaged(service.damagedRows.count),
            ] + collectors.flatMap { $0() })
        return RouteReply(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ByteBuffer(string: text))
    }

    func openAPI(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        RouteReply(
            status: .ok, headers: [.contentType: JSONReply.contentType], body: await documents.document())
    }

    func docs(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        RouteReply(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8",
                // The page brings its one style with it; nothing else may be loaded, run or framed.
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
            ], body: await documents.page())
    }
}
