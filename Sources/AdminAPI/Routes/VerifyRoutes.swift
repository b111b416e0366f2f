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
        let reply = decision.body(requestID: body.requestID).json
        return JSONReply.make(encoded: reply, headers: decision.key.outgoing?.headers ?? [:])
    }
}

extension VerifyRoutes {
    func explain(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(VerifyRequestBody.self)
        return JSONReply.make(try service.explainCall(body, call).body)
    }
}

extension VerifyAnswer {
    func body(requestID: String?) -> VerifyBody {
        var body = VerifyBody(valid: verdict == .valid, code: verdict.rawValue, message: verdict.message)
        body.requestID = requestID
        guard let entry else { return body }
        body.keyID = entry.id.text
        body.name = entry.name
        body.organizationID = entry.organizationID.text
        body.teamID = entry.owner.teamID?.text
        body.userID = entry.owner.userID?.text
        body.metadata = entry.metadata.entries
        body.allowedModels = entry.allowedModels?.map(\.text)
        body.expiresAt = entry.expiresAt?.rfc3339
        body.inTransition = outgoing != nil
        body.model = model?.calledBody(at: now)
        body.fallbacks = model.map { _ in fallbacks.map { $0.calledBody(at: now) } }
        return body
    }
}
