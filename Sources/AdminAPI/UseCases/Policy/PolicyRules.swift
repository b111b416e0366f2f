import Domain
import Policy
import Storage

/// A policy with the time zone that its periods are reckoned in.
public struct ZonedPolicy: Sendable {
    public let policy: LimitPolicy
    public let zone: TimeZoneName
}

extension AdminService {
    func foundPolicy(
        _ id: String, _ kind: LimitPolicy.Kind, in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> LimitPolicy {
        guard let id = PolicyID(id), let policy = try transaction.policies.find(id, kind, in: organization.id) else {
            throw .missing("policy")
        }
        return policy
    }

    /// As `foundPolicy`, for a change: what was given on a key is changed there.
    func ownPolicy(
        _ id: String, _ kind: LimitPolicy.Kind, in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> LimitPolicy {
        let policy = try foundPolicy(id, kind, in: organization, transaction)
        guard policy.keyID == nil else {
            throw .conflict("This limit was given on an API key. Change it there: its id is in api_key_id.")
        }
        return policy
    }

    func activePolicy(
        _ id: String, _ kind: LimitPolicy.Kind, in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> LimitPolicy {
        let policy = try ownPolicy(id, kind, in: organization, transaction)
        guard policy.status == .active else { throw .conflict("The policy is archived. Restore it first.") }
        return policy
    }

    /// From the next admission on it counts, or no longer does.
    func publish(_ policy: LimitPolicy, _ transaction: any Transaction) {
        transaction.afterCommit { [limits] in limits.put(policy) }
    }

    func requireFreeName(_ policy: LimitPolicy, _ transaction: any Transaction) throws(AdminError) {
        guard let name = policy.name else { return }
        if try transaction.policies.isNameTaken(
            name, policy.kind, in: policy.organizationID, except: policy.id)
        {
            throw .conflict("Another active policy of this kind has the name '\(name)'.", param: "name")
        }
    }

    func requireRoom(for policy: LimitPolicy, _ transaction: any Transaction) throws(AdminError) {
        let most = LimitRules.maximumPolicies
        if try transaction.policies.hasActive(most, policy.kind, in: policy.organizationID) {
            throw .conflict("The organization has \(most) such policies, the most that it may. Archive some first.")
        }
    }
}

extension LimitPolicy {
    /// What the audit trail says of a policy.
    var auditDetails: [String: String] {
        var details = ["kind": kind.rawValue, "mode": mode.rawValue, "status": status.rawValue]
        details["name"] = name
        details["api_key_id"] = keyID?.text
        details["group_by"] = groupBy.map(\.text).joined(separator: " ")
        details["conditions"] = conditions.map(\.text).joined(separator: " ")
        switch limit {
        case .rate(let rate):
            details["limit"] = "\(rate.value) \(rate.measure.rawValue)\(rate.unit.map { " \($0.rawValue)" } ?? "")"
        case .usage(let usage):
            details["limit"] = "\(usage.measure.text(usage.amount)) \(usage.measure.rawValue)"
            details["override"] = usage.override.map { "\(usage.measure.text($0.amount)) until \($0.until.rfc3339)" }
        }
        return details
    }
}

extension UsageLimit.Measure {
    /// In dollars, tokens or calls.
    func text(_ amount: Int64) -> String { self == .cost ? NanoDollars(amount).text : String(amount) }
}

extension PolicyCondition {
    fileprivate var text: String {
        "\(attribute.text)\(match.isExclusion ? "!=" : "=")\(match.patterns.map(\.text).joined(separator: ","))"
    }
}
