import Domain
import Storage
import TestSupport
import Testing

@testable import AdminAPI

extension Tenant {
    /// A policy of the tenant, as a use case leaves it: on disk, and then in memory.
    @discardableResult
    func policy(
        _ limit: LimitPolicy.Limit, _ name: String = "p", _ conditions: [PolicyCondition] = [],
        groupBy: [PolicyAttribute] = [], mode: LimitPolicy.Mode = .enforce
    ) async throws -> LimitPolicy {
        let service = world.service
        let organization = try #require(OrganizationID(id))
        return try await world.database.write { transaction throws(AdminError) in
            let now = transaction.now
            let policy = LimitPolicy(
                id: service.identifiers.next(LimitPolicy.self, at: now), organizationID: organization, keyID: nil,
                name: name, conditions: conditions, groupBy: groupBy, onMissing: .share, mode: mode, limit: limit,
                status: .active, createdAt: now, updatedAt: now)
            try transaction.policies.insert(policy)
            transaction.afterCommit { service.limits.put(policy) }
            return policy
        }
    }

    func model(_ name: String, dollars: Double) async throws {
        _ = try await world.made(
            "/v1/management/models", token: token,
            json: [
                "name": .string(name), "provider": "acme", "max_tokens": 100,
                "price": ["state": "priced", "input": .number(dollars), "output": .number(dollars)],
            ])
    }

    func post(_ path: String, _ json: JSONValue = [:]) async throws -> Reply {
        try await world.send(.post, path, token: token, json: json)
    }

    func reserve(_ key: SampleKey, _ more: JSONValue = [:]) async throws -> Reply {
        var body = more.object ?? [:]
        body["key"] = .string(key.secret)
        return try await post("/v1/reservations", .object(body))
    }
}

extension LimitPolicy.Limit {
    static func budget(_ amount: Int64, _ measure: UsageLimit.Measure) -> LimitPolicy.Limit {
        .usage(
            UsageLimit(
                measure: measure, amount: amount, alertThreshold: nil, period: .monthly, onUnpriced: .deny,
                onExpiry: .release, override: nil))
    }

    static func rate(
        _ value: Int64, _ unit: RateLimit.Unit?, _ measure: RateLimit.Measure = .requests
    ) -> LimitPolicy.Limit {
        .rate(RateLimit(measure: measure, unit: unit, value: value))
    }
}
