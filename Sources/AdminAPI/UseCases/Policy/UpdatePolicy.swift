import Admission
import Domain
import Storage
import Wire

extension AdminService {
    /// A reset that is asked for with it is another commit, as counters are the ledger's: the change comes first.
    ///
    /// - Throws: what the change is refused with; where only the reset has failed, an error that says so.
    public func updateUsageLimit(
        _ id: String, _ body: UpdateUsageLimitBody, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        let changes = try PolicyChanges(body)
        let usage = try UsageLimitChanges(body)
        // Found before anything is changed: a value that no counter has is an error, and changes nothing.
        var counter: LimitEntity?
        if let value = try body.resetUsageForValue.value(of: "reset_usage_for_value") {
            let text = try TextRule.text.checked(value, "reset_usage_for_value")
            counter = try await usageEntity(valued: text, of: id, call)
        }
        // The reply is kept with what comes last: a repetition must not be told of a reset that was not made.
        var first = call
        if counter != nil { first.idempotency = nil }
        let changed = try await changePolicy(id, .usage, .policyUpdate, first) {
            policy, organization, tx throws(AdminError) in
            try changes.apply(to: &policy, in: organization, tx)
            guard let before = policy.usageLimit else { return }
            policy.limit = .usage(try usage.applied(to: before, now: tx.now))
        }
        if let counter { try await reset(counter, changed, call) }
        return changed
    }

    private func reset(
        _ counter: LimitEntity, _ changed: ZonedPolicy, _ call: ManagementCall
    ) async throws(AdminError) {
        do throws(AdminError) {
            try await database.read { transaction throws(AdminError) in
                try call.idempotency?.requireRoom(in: transaction)
            }
            _ = try await reset(counter, of: changed.policy, call) { transaction throws(AdminError) in
                try call.idempotency?.store(changed, in: transaction)
            }
        } catch {
            throw error.adding(
                "The budget was changed as the request says; only the counter was not set back. Ask again for that.")
        }
    }

    public func updateRateLimit(
        _ id: String, _ body: UpdateRateLimitBody, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        let changes = try PolicyChanges(body)
        let rate = try RateLimitChanges(body)
        return try await changePolicy(id, .rate, .policyUpdate, call) { policy, organization, tx throws(AdminError) in
            try changes.apply(to: &policy, in: organization, tx)
            guard let before = policy.rateLimit else { return }
            policy.limit = .rate(try rate.applied(to: before))
        }
    }

    /// Another limit for a while; the policy's own comes back by itself.
    public func overrideUsageLimit(
        _ id: String, _ body: UsageOverrideBody, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        let until = try parsedInstant(body.expiresAt, "expires_at")
        return try await changePolicy(id, .usage, .policyOverride, call) { policy, _, tx throws(AdminError) in
            guard var usage = policy.usageLimit else { return }
            usage.override = try usage.increase(to: body.creditLimit, until: until, now: tx.now)
            policy.limit = .usage(usage)
        }
    }

    public func endUsageOverride(_ id: String, _ call: ManagementCall) async throws(AdminError) -> ZonedPolicy {
        try await changePolicy(id, .usage, .policyEndOverride, call) { policy, _, _ throws(AdminError) in
            guard var usage = policy.usageLimit else { return }
            usage.override = nil
            policy.limit = .usage(usage)
        }
    }

    /// One change of an active policy, in one transaction with its audit event.
    private func changePolicy(
        _ id: String, _ kind: LimitPolicy.Kind, _ action: AuditEvent.Action, _ call: ManagementCall,
        _ change: @escaping @Sendable (inout LimitPolicy, Organization, any Transaction) throws(AdminError) -> Void
    ) async throws(AdminError) -> ZonedPolicy {
        try await write(for: call) { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            let before = try activePolicy(id, kind, in: organization, transaction)
            var policy = before
            try change(&policy, organization, transaction)
            guard policy != before else { return ZonedPolicy(policy: before, zone: organization.timeZone) }
            if policy.name != before.name { try requireFreeName(policy, transaction) }
            try rememberPeriod(of: before, changedTo: policy, transaction)
            try store(&policy, action, call, transaction)
            return ZonedPolicy(policy: policy, zone: organization.timeZone)
        }
    }

    /// Counters are not written for a change of their period: they find out by this.
    func rememberPeriod(
        of before: LimitPolicy, changedTo policy: LimitPolicy, _ transaction: any Transaction
    ) throws(AdminError) {
        guard let old = before.usageLimit?.period, let new = policy.usageLimit?.period, old != new else { return }
        try transaction.periodChanges.insert(
            PeriodChange(
                organizationID: policy.organizationID, at: transaction.now, before: .period(old, of: policy.id)))
    }

    func store(
        _ policy: inout LimitPolicy, _ action: AuditEvent.Action, _ call: some Attributable,
        _ transaction: any Transaction
    ) throws(AdminError) {
        policy.updatedAt = transaction.now
        try transaction.policies.update(policy)
        publish(policy, transaction)
        try audit.record(action, policy.id, in: policy.organizationID, for: call, policy.auditDetails, transaction)
    }
}
