import Admission
import Domain
import HTTPTypes
import Hummingbird
import Wire

/// | method | path | credential |
/// |---|---|---|
/// | GET, POST | /v1/authz | the API key of the proxied request |
///
/// For nginx `auth_request`, Envoy `ext_authz` and Traefik `forwardAuth`: 204 with who it is, or 401, 402, 403, 429.
struct ProxyRoutes: Sendable {
    let service: AdminService
    let metrics: MetricsRegistry

    func authorize(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let headers = request.request.headers
        let model = service.settings.proxyModelHeader.flatMap { headers[$0] }
        let decision = try await service.authorizeForProxy(key(headers), model: model, origin: request.origin)
        metrics.count(decision)
        if let denial = decision.limits?.denial {
            return LimitRefusal.reply(denial, decision, requestID: request.context.requestID)
        }
        let answer = decision.key
        var reply = RouteReply(status: .noContent, headers: answer.outgoing?.headers ?? HTTPFields())
        reply.headers[.cacheControl] = "no-store"
        if let limits = decision.limits {
            reply.headers.append(contentsOf: LimitHeaders.fields(limits, at: answer.now))
        }
        guard let entry = answer.entry else { return reply }
        reply.headers[.keyID] = entry.id.text
        reply.headers[.organizationID] = entry.organizationID.text
        // Always there, be they empty: a proxy that copies them then overwrites what the client may have forged.
        reply.headers[.teamID] = entry.owner.teamID?.text ?? ""
        reply.headers[.userID] = entry.owner.userID?.text ?? ""
        return reply
    }

    private func key(_ headers: HTTPFields) -> String? {
        guard let text = headers[service.settings.proxyKeyHeader] else { return nil }
        let parts = text.split(separator: " ", maxSplits: 1)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : text
    }
}

extension HTTPField.Name {
    static let keyID = HTTPField.Name("Keyhold-Key-Id")!
    static let organizationID = HTTPField.Name("Keyhold-Organization-Id")!
    static let teamID = HTTPField.Name("Keyhold-Team-Id")!
    static let userID = HTTPField.Name("Keyhold-User-Id")!
}
