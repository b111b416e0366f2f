import Admission
import Domain
import HTTPTypes
import Hummingbird
import Wire

/// | method | path | credential |
/// |---|---|---|
/// | any | /v1/authz | the API key of the proxied request |
///
/// For nginx `auth_request`, Envoy `ext_authz`, Caddy `forward_auth` and Traefik `forwardAuth`: 200 with who it is (Envoy
/// takes nothing else for a yes), or 401, 402, 403, 429. Some ask with the method of the request that they hold.
struct ProxyRoutes: Sendable {
    let service: AdminService
    let metrics: MetricsRegistry

    func authorize(_ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let headers = request.request.headers
        let model = try model(in: headers)
        let key = try service.settings.proxyKeyHeaders.value(in: headers).map { Self.key($0.value) }
        let decision = try await service.authorizeForProxy(key, model: model, origin: request.origin)
        metrics.count(decision)
        if let denial = decision.limits?.denial {
            return LimitRefusal.reply(denial, decision, requestID: request.context.requestID)
        }
        return RouteReply(status: .ok, headers: HTTPFields(Self.headers(decision)))
    }

    /// - Throws: `forbidden` where two are named, which of them is called, nobody knows: in two lines, or in the one that a
    ///   proxy may have made of them (RFC 9110 §5.3), as Envoy does for the question alone.
    private func model(in headers: HTTPFields) throws(AdminError) -> String? {
        guard let name = service.settings.proxyModelHeader else { return nil }
        let values = headers[values: name]
        guard values.count < 2, values.first?.contains(",") != true else {
            throw AdminError(
                .forbidden, "\(name.rawName) is there twice, or has a comma: name one model.", param: name.rawName)
        }
        return values.first
    }

    /// Of a call that may pass.
    static func headers(_ decision: CallDecision) -> [LimitHeaders.Header] {
        let answer = decision.key
        var headers: [LimitHeaders.Header] = []
        headers.reserveCapacity(16)
        for field in answer.outgoing?.headers ?? [:] { headers.append((field.name, field.value)) }
        headers.append((.cacheControl, "no-store"))
        if let limits = decision.limits { headers += LimitHeaders.headers(limits, at: answer.now) }
        guard let entry = answer.entry else { return headers }
        headers.append((.keyID, entry.id.text))
        headers.append((.organizationID, entry.organizationID.text))
        // Always there, be they empty: a proxy that copies them then overwrites what the client may have forged.
        headers.append((.teamID, entry.owner.teamID?.text ?? ""))
        headers.append((.userID, entry.owner.userID?.text ?? ""))
        return headers
    }

    /// - Parameter text: the header's value, with or without `Bearer`.
    static func key(_ text: String) -> String {
        if text.utf8.starts(with: "Bearer ".utf8), text.utf8.dropFirst(7).first != UInt8(ascii: " ") {
            return String(text.dropFirst(7))
        }
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
