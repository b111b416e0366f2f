import Domain
import Foundation
import Policy
import Wire

extension ZonedPolicy {
    /// - Precondition: it is a budget.
    func usageBody(at now: Instant) -> UsageLimitBody {
        guard case .usage(let usage) = policy.limit else { preconditionFailure("\(policy.id) is no budget") }
        let span = BudgetCalendar(zone).span(of: usage.period, containing: now)
        let hasReset = span.start > policy.createdAt
        return UsageLimitBody(
            id: policy.id.text, name: policy.name, conditions: policy.conditions.map(\.body),
            groupBy: policy.groupBy.map { PolicyGroupBody(key: $0.text) }, type: usage.measure.rawValue,
            creditLimit: usage.measure.body(usage.amount),
            alertThreshold: usage.alertThreshold.map(usage.measure.body), periodicReset: usage.period.word,
            periodicResetDays: usage.period.days, nextUsageResetAt: span.end?.rfc3339,
            lastResetAt: hasReset ? span.start.rfc3339 : nil, mode: policy.mode.rawValue,
            onMissing: policy.onMissing.rawValue, onUnpriced: usage.onUnpriced.rawValue,
            onExpiry: usage.onExpiry.rawValue, override: usage.overrideBody(at: now), status: policy.status.rawValue,
            apiKeyID: policy.keyID?.text, teamID: policy.teamID?.text, workspaceID: policy.teamID?.text,
            organizationID: policy.organizationID.text, organisationID: policy.organizationID.text,
            createdAt: policy.createdAt.rfc3339, updatedAt: policy.updatedAt.rfc3339,
            lastUpdatedAt: policy.updatedAt.rfc3339)
    }

    /// - Precondition: it is a rate limit.
    var rateBody: RateLimitBody {
        guard case .rate(let rate) = policy.limit else { preconditionFailure("\(policy.id) is no rate limit") }
        return RateLimitBody(
            id: policy.id.text, name: policy.name, conditions: policy.conditions.map(\.body),
            groupBy: policy.groupBy.map { PolicyGroupBody(key: $0.text) }, type: rate.measure.rawValue,
            unit: rate.unit?.rawValue, value: rate.value, mode: policy.mode.rawValue,
            onMissing: policy.onMissing.rawValue, status: policy.status.rawValue, apiKeyID: policy.keyID?.text,
            teamID: policy.teamID?.text, workspaceID: policy.teamID?.text,
            organizationID: policy.organizationID.text, organisationID: policy.organizationID.text,
            createdAt: policy.createdAt.rfc3339, updatedAt: policy.updatedAt.rfc3339,
            lastUpdatedAt: policy.updatedAt.rfc3339)
    }
}

extension PolicyCondition {
    var body: PolicyConditionBody {
        let texts = OneOrMany(match.patterns.map(\.text))
        return match.isExclusion
            ? PolicyConditionBody(key: attribute.text, excludes: texts)
            : PolicyConditionBody(key: attribute.text, value: texts)
    }
}

extension UsageLimit {
    /// `nil` once it is over.
    fileprivate func overrideBody(at now: Instant) -> UsageOverrideBody? {
        override.flatMap { override in
            guard override.until > now else { return nil }
            return UsageOverrideBody(
                creditLimit: measure.body(override.amount), expiresAt: override.until.rfc3339)
        }
    }
}

extension UsageLimit.Measure {
    /// Dollars, exactly; or the number itself.
    func body(_ amount: Int64) -> DollarsBody {
        DollarsBody(units: amount, decimalPlaces: self == .cost ? NanoDollars.decimalPlaces : 0)
    }
}
