import Domain
import Storage
import Wire

extension AdminService {
    public func createUsageLimit(
        _ body: CreateUsageLimitBody, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        let usage = try UsageLimitDraft(body)
        return try await createPolicy(try PolicyDraft(body), call) { now throws(AdminError) in
            .usage(try usage.limit(at: now))
        }
    }

    public func createRateLimit(
        _ body: CreateRateLimitBody, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        let rate = try RateLimit(type: body.type, unit: body.unit, value: body.value)
        return try await createPolicy(try PolicyDraft(body), call) { _ in .rate(rate) }
    }

    private func createPolicy(
        _ draft: PolicyDraft, _ call: ManagementCall,
        limit: @escaping @Sendable (Instant) throws(AdminError) -> LimitPolicy.Limit
    ) async throws(AdminError) -> ZonedPolicy {
        try await write(for: call) { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            let now = transaction.now
            let policy = try draft.policy(
                identifiers.next(LimitPolicy.self, at: now), in: organization, try limit(now), transaction)
            try requireFreeName(policy, transaction)
            try requireRoom(for: policy, transaction)
            try transaction.policies.insert(policy)
            publish(policy, transaction)
            try audit.record(
                .policyCreate, policy.id, in: organization.id, for: call, policy.auditDetails, transaction)
            return ZonedPolicy(policy: policy, zone: organization.timeZone)
        }
    }
}
