import Domain
import HTTPTypes
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/teams/{teamId}/api_keys, /v1/user/api_keys | keys.write, keys.read |
/// | GET, PATCH, DELETE | …/{keyId} | keys.read, keys.write |
/// | POST | …/{keyId}/rotate | keys.write |
/// | PATCH | …/{keyId}/regenerate | keys.write |
/// | POST | /v1/teams/{teamId}/api_keys/rotate_all | keys.write |
struct KeyRoutes: Sendable {
    enum Owners: Sendable { case teamInPath, boundUser }

    let service: AdminService
    let owners: Owners

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateKeyBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createKey(for: owner(request), body, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now(), service), status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try request.query("limit", "after", "include_removed")
        let page = try request.page(APIKey.self, in: query)
        let includeRemoved = try request.flag("include_removed", in: query)
        let found = try await service.listKeys(
            of: owner(request), page, includeRemoved: includeRemoved, call)
        let now = service.time.now()
        let path = service.settings.linkBase + request.request.uri.path
        return ListReply.plain(found, id: \.id.text, path: path, query: query) {
            $0.body(at: now, service)
        }
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let key = try await service.getKey(request.parameter("keyId"), of: owner(request), call)
        return JSONReply.make(key.body(at: service.time.now(), service))
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateKeyBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateKey(request.parameter("keyId"), of: owner(request), body, call)
        } reply: {
            JSONReply.make($0.key.body(at: service.time.now(), $0.limits))
        }
    }

    func delete(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        try await service.deleteKey(request.parameter("keyId"), of: owner(request), call)
        return JSONReply.noContent
    }

    func rotate(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(RotateBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.rotateKey(request.parameter("keyId"), of: owner(request), body, call)
        } reply: {
            JSONReply.make($0.body(at: service.time.now(), service))
        }
    }

    /// Of the team's keys all at once.
    func rotateAll(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(RotateBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.rotateAllKeys(ofTeam: request.parameter("teamId"), body, call)
        } reply: { made in
            let now = service.time.now()
            return ListReply.make(Page(items: made, hasMore: false), id: \.key.id.text) { $0.body(at: now, service) }
        }
    }

    func regenerate(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.regenerateKey(request.parameter("keyId"), of: owner(request), call)
        } reply: {
            JSONReply.make(
                $0.body(at: service.time.now(), service), headers: [.deprecation: Self.regenerateDeprecation])
        }
    }

    /// RFC 9745 §2.1. The contract has marked the operation since its first version; this is that version's date,
    /// 2025-01-01.
    private static let regenerateDeprecation = "@1735689600"

    func owner(_ request: RouteRequest) -> KeyOwnerReference {
        switch owners {
        case .teamInPath: .team(request.parameter("teamId"))
        case .boundUser: .boundUser
        }
    }
}

extension Transition {
    /// What a call under an outgoing secret is told: since when it is deprecated (RFC 9745), when it ends (RFC 8594).
    var headers: HTTPFields {
        var headers = HTTPFields()
        headers[.deprecation] = "@\(beganAt.unixSeconds)"
        headers[.sunset] = endsAt.httpDate
        return headers
    }
}
