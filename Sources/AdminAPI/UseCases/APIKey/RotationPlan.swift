import Domain
import Policy
import Wire

extension APIKey {
    /// Follows the plan after a rotation at `last`; a plan of one date has had its rotation.
    mutating func planNextRotation(after last: Instant) {
        guard let policy = rotationPolicy else { return }
        nextRotationAt = policy.next(after: last)
        rotationAnnouncedAt = nil
        if nextRotationAt == nil { rotationPolicy = nil }
    }
}

/// A plan as a request states it, read before any transaction begins.
struct RotationPlan {
    let policy: RotationPolicy
    /// Where the plan is one date.
    let date: Instant?

    init(_ body: RotationPolicyBody) throws(AdminError) {
        let given = [body.rotationPeriod != nil, body.rotationPeriodDays != nil, body.nextRotationAt != nil]
        guard given.filter({ $0 }).count == 1 else {
            throw .invalid(
                "rotation_policy", "Give one of rotation_period, rotation_period_days and next_rotation_at.")
        }
        date = try body.nextRotationAt.map(Self.date)
        policy = RotationPolicy(
            period: try Self.period(body),
            announceDays: try Self.days(body.announceDays, "announce_days", RotationRules.announceDays),
            onOverdue: try body.onOverdue.map { text throws(AdminError) in
                try choice(text, "rotation_policy.on_overdue", as: RotationPolicy.OnOverdue.self)
            } ?? .keep,
            graceDays: try Self.days(body.graceDays, "grace_days", RotationRules.graceDays))
    }

    /// - Throws: `invalidRequest` for a date that is not in the future.
    func apply(to key: inout APIKey, lastRotation: Instant, now: Instant) throws(AdminError) {
        if let date, date <= now {
            throw .invalid("rotation_policy.next_rotation_at", "next_rotation_at must lie in the future.")
        }
        key.rotationPolicy = policy
        key.nextRotationAt = date ?? policy.next(after: lastRotation)
        key.rotationAnnouncedAt = nil
    }

    private static func period(_ body: RotationPolicyBody) throws(AdminError) -> RotationPolicy.Period? {
        if let days = body.rotationPeriodDays {
            guard RotationRules.periodDays.contains(days) else {
                throw .invalid(
                    "rotation_policy.rotation_period_days", "rotation_period_days must be between 1 and 3650.")
            }
            return .everyDays(Int(days))
        }
        switch body.rotationPeriod {
        case nil: return nil
        case "weekly": return .weekly
        case "monthly": return .monthly
        case "quarterly": return .quarterly
        default:
            throw .invalid(
                "rotation_policy.rotation_period", "rotation_period must be one of: weekly, monthly, quarterly.")
        }
    }

    private static func date(_ text: String) throws(AdminError) -> Instant {
        try parsedInstant(text, "rotation_policy.next_rotation_at")
    }

    private static func days(
        _ value: Int64?, _ name: String, _ range: ClosedRange<Int64>
    ) throws(AdminError) -> Int {
        guard let value else { return 7 }
        guard range.contains(value) else {
            throw .invalid(
                "rotation_policy.\(name)", "\(name) must be between \(range.lowerBound) and \(range.upperBound).")
        }
        return Int(value)
    }
}
