import Domain

/// A rotation policy as it stands in a column: JSON with these names.
struct StoredRotationPolicy: Codable {
    /// `weekly`, `monthly`, `quarterly`, `days`; absent for a plan of one date.
    let period: String?
    let days: Int?
    let announceDays: Int
    let onOverdue: String
    let graceDays: Int

    init(_ policy: RotationPolicy) {
        switch policy.period {
        case nil: (period, days) = (nil, nil)
        case .weekly: (period, days) = ("weekly", nil)
        case .monthly: (period, days) = ("monthly", nil)
        case .quarterly: (period, days) = ("quarterly", nil)
        case .everyDays(let count): (period, days) = ("days", count)
        }
        announceDays = policy.announceDays
        onOverdue = policy.onOverdue.rawValue
        graceDays = policy.graceDays
    }

    func policy() throws(AdminError) -> RotationPolicy {
        guard let onOverdue = RotationPolicy.OnOverdue(rawValue: onOverdue) else { throw damaged }
        return RotationPolicy(
            period: try readPeriod(), announceDays: announceDays, onOverdue: onOverdue, graceDays: graceDays)
    }

    private func readPeriod() throws(AdminError) -> RotationPolicy.Period? {
        switch (period, days) {
        case (nil, _): return nil
        case ("weekly", _): return .weekly
        case ("monthly", _): return .monthly
        case ("quarterly", _): return .quarterly
        case ("days", let count?): return .everyDays(count)
        default: throw damaged
        }
    }

    private var damaged: AdminError { .internal("a rotation policy in the database cannot be read") }
}
