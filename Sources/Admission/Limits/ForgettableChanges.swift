import Domain
import Policy

/// Which of a tenant's changes of what periods are reckoned by no counter can need any more: those whose periods under way
/// at the time have all ended, by the old rule and by what came of it.
public struct ForgettableChanges: Sendable {
    /// Changes of the time zone before this are forgettable; `nil` where there are none.
    public let zone: Instant?
    /// Those of a policy's period before this are; only of policies that have some.
    public let periods: [PolicyID: Instant]

    /// - Parameters:
    ///   - changes: in their order.
    ///   - zone, periods: what counts now.
    ///   - now: before which periods must have ended.
    public init(
        _ changes: [PeriodChange], zone name: TimeZoneName, periods: [PolicyID: BudgetPeriod], at now: Instant
    ) {
        let (zones, own) = Self.rules(changes)
        let calendar = BudgetCalendar(name)
        func oldestNeeded(_ changes: [RuleChange], _ period: BudgetPeriod) -> Instant {
            PeriodMoves(changes, calendar, period).oldest(neededAt: now) ?? now
        }
        var needed: [PolicyID: Instant] = [:]
        for (policy, changes) in own {
            needed[policy] = periods[policy].map { oldestNeeded(zones + changes, $0) } ?? now
        }
        var oldest = needed.values.min() ?? now
        if !zones.isEmpty {
            let others = Set(periods.lazy.filter { own[$0.key] == nil }.map(\.value))
            oldest = others.map { oldestNeeded(zones, $0) }.reduce(oldest, min)
        }
        let border = min(oldest, now)
        zone = zones.contains { $0.at < border } ? border : nil
        // What a change of the zone meant for a policy is known by the period that the policy had: those after it stay.
        let kept = zones.map(\.at).filter { $0 >= border }.min() ?? now
        self.periods = needed.mapValues { min($0, kept) }.filter { policy, border in
            own[policy]?.contains { $0.at < border } ?? false
        }
    }

    private static func rules(_ changes: [PeriodChange]) -> (zones: [RuleChange], own: [PolicyID: [RuleChange]]) {
        var (zones, own) = ([RuleChange](), [PolicyID: [RuleChange]]())
        for change in changes {
            switch change.before {
            case .zone(let zone): zones.append(RuleChange(at: change.at, before: .zone(BudgetCalendar(zone))))
            case .period(let period, let policy):
                own[policy, default: []].append(RuleChange(at: change.at, before: .period(period)))
            }
        }
        return (zones, own)
    }
}

extension PeriodMoves {
    /// The oldest change that a counter may still have to be told of: one of the two ends has not come.
    fileprivate func oldest(neededAt now: Instant) -> Instant? {
        func isAhead(_ end: Instant?) -> Bool { end.map { $0 > now } ?? true }
        return changes.filter { isAhead($0.old) || isAhead($0.new) }.map(\.at).min()
    }
}
