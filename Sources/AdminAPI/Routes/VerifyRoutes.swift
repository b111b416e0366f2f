import Admission
import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST | /v1/keys/verify | keys.verify; usage.report besides, to reserve |
/// | POST | /v1/keys/explain | policies.read |
struct VerifyRoutes: Sendable {
    let service: AdminService
    let metrics: MetricsRegistry

    func verify(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(VerifyRequestBody.self)
        let decision = try await service.verifyKey(body, call)
        metrics.count(decision)
        let reply = VerifyReply(decision: decision, requestID: body.requestID).json
        return JSONReply.make(encoded: reply, headers: decision.key.outgoing?.headers ?? [:])
    }
}

extension VerifyRoutes {
    func explain(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(VerifyRequestBody.self)
        return JSONReply.make(try service.explainCall(body, call).body)
    }
}
