import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST | /v1/keys/lookup | keys.read, and clients.read for what is not a key |
/// | POST | /v1/keys/revoke_leaked | keys.write, and clients.write for what is not a key |
/// | GET | /v1/keys/due | keys.read |
struct LeakRoutes: Sendable {
    let service: AdminService

    func lookup(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(FoundSecretBody.self)
        return JSONReply.make(try service.lookupSecret(body, call))
    }

    func revoke(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(FoundSecretBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.revokeLeakedSecret(body, call)
        } reply: {
            JSONReply.make($0)
        }
    }

    func due(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let page = try request.page(APIKey.self, in: try request.query("limit", "after"))
        let found = try await service.listDueKeys(page, call)
        let now = service.time.now()
        return ListReply.make(found, id: \.id.text) { $0.dueBody(at: now, service) }
    }
}

extension APIKey {
    fileprivate func dueBody(at now: Instant, _ service: AdminService) -> DueKeyBody {
        let date = nextRotationAt ?? now
        return DueKeyBody(
            state: date <= now ? "due" : "upcoming", nextRotationAt: date.rfc3339,
            disablesAt: rotationPolicy?.deadline(of: date)?.rfc3339, key: body(at: now, service))
    }
}
