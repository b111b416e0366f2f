import Domain
import Hummingbird
import Wire

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/policies/usage-limits | policies.write, policies.read |
/// | GET, PUT, PATCH, DELETE | …/{policyId} | policies.read, policies.write |
/// | POST | …/{policyId}/restore | policies.write |
/// | PUT, DELETE | …/{policyId}/override | policies.write |
struct UsageLimitRoutes: Sendable {
    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateUsageLimitBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createUsageLimit(body, call)
        } reply: {
            JSONReply.make($0.usageBody(at: service.time.now()), status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try PolicyQuery(.usage, request)
        let now = service.time.now()
        return JSONReply.make(try await service.listPolicies(query, call).body { $0.usageBody(at: now) })
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try SinglePolicyQuery(.usage, request)
        let found = try await service.getPolicy(request.parameter("policyId"), .usage, status: query.status, call)
        var body = found.usageBody(at: service.time.now())
        if query.includesUsage, case .usage(let usage) = found.policy.limit {
            body.valueKeyUsageMap = Dictionary(
                uniqueKeysWithValues: try service.usage(of: found.policy).map {
                    ($0.group, $0.usageBody(usage))
                })
        }
        return JSONReply.make(body)
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateUsageLimitBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateUsageLimit(request.parameter("policyId"), body, call)
        } reply: {
            reply($0)
        }
    }

    func archive(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        reply(try await service.archivePolicy(request.parameter("policyId"), .usage, call))
    }

    func restore(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.restorePolicy(request.parameter("policyId"), .usage, call)
        } reply: {
            reply($0)
        }
    }

    func override(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UsageOverrideBody.self)
        return reply(try await service.overrideUsageLimit(request.parameter("policyId"), body, call))
    }

    func endOverride(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        reply(try await service.endUsageOverride(request.parameter("policyId"), call))
    }

    private func reply(_ policy: ZonedPolicy) -> RouteReply {
        JSONReply.make(policy.usageBody(at: service.time.now()))
    }
}

/// | method | path | scope |
/// |---|---|---|
/// | POST, GET | /v1/policies/rate-limits | policies.write, policies.read |
/// | GET, PUT, PATCH, DELETE | …/{policyId} | policies.read, policies.write |
/// | POST | …/{policyId}/restore | policies.write |
struct RateLimitRoutes: Sendable {
    let service: AdminService

    func create(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(CreateRateLimitBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.createRateLimit(body, call)
        } reply: {
            JSONReply.make($0.rateBody, status: .created)
        }
    }

    func list(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.listPolicies(try PolicyQuery(.rate, request), call).body(of: \.rateBody))
    }

    func get(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let query = try SinglePolicyQuery(.rate, request)
        let policy = try await service.getPolicy(request.parameter("policyId"), .rate, status: query.status, call)
        return JSONReply.make(policy.rateBody)
    }

    func update(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        let body = try await request.body(UpdateRateLimitBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) { call throws(AdminError) in
            try await service.updateRateLimit(request.parameter("policyId"), body, call)
        } reply: {
            JSONReply.make($0.rateBody)
        }
    }

    func archive(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        JSONReply.make(try await service.archivePolicy(request.parameter("policyId"), .rate, call).rateBody)
    }

    func restore(_ call: ManagementCall, _ request: RouteRequest) async throws(AdminError) -> RouteReply {
        _ = try await request.body(EmptyBody.self)
        return try await IdempotentRoute(service: service).answer(call, request) {
            call throws(AdminError) in
            try await service.restorePolicy(request.parameter("policyId"), .rate, call)
        } reply: {
            JSONReply.make($0.rateBody)
        }
    }
}

extension PolicyPage {
    fileprivate func body<Body: Codable & Sendable>(of body: (ZonedPolicy) -> Body) -> PolicyListBody<Body> {
        PolicyListBody(
            data: page.items.map { body(ZonedPolicy(policy: $0, zone: zone)) }, total: total, hasMore: page.hasMore,
            firstID: page.items.first?.id.text, lastID: page.items.last?.id.text)
    }
}
