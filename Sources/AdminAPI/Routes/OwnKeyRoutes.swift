import Domain
import HTTPTypes
import Hummingbird
import Wire

/// | method | path | credential |
/// |---|---|---|
/// | PATCH | /v1/apikey/rotate | the API key itself |
/// | GET | /v1/me, /v1/me/limits | the API key itself |
struct OwnKeyRoutes: Sendable {
    let service: AdminService

    func rotate(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let call = try HolderCall(caller: HolderCredential.caller(of: request, service), origin: request.origin)
        let body = try await request.body(RotateBody.self)
        var reply = try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.rotateOwnKey(body, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now(), service))
        }
        // Whoever repeats the request does so under what has become the outgoing secret.
        for field in call.key.outgoing?.headers ?? HTTPFields() { reply.headers[field.name] = field.value }
        return reply
    }

    func limits(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let call = try HolderCall(caller: HolderCredential.caller(of: request, service), origin: request.origin)
        let model = try AdmissionInput.model(try request.query("model")["model"])
        guard let secret = try HolderCredential.text(of: request, service) else { throw .deadCredential }
        let decision = try service.ownLimits(secret, model: model, request.origin)
        guard let limits = decision.limits else { throw .missing("key") }
        return JSONReply.make(
            OwnLimitsBody(
                keyID: call.key.keyID.text, rateLimits: limits.rateLimits, usageLimits: limits.usageLimits),
            headers: LimitHeaders.fields(limits, at: decision.key.now))
    }

    func describe(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let call = try HolderCall(caller: HolderCredential.caller(of: request, service), origin: request.origin)
        let holder = try await service.holder(call)
        return JSONReply.make(holder, headers: call.key.outgoing?.headers ?? HTTPFields())
    }
}
