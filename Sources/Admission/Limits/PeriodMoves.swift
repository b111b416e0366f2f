import Domain
import Policy

/// Where periods that were under way when a rule changed end since then: another time zone, another period.
///
/// What was used stays used until the new rule begins a period. The counters that this is about all end alike, and so one
/// move says it for a million of them; each takes it over when it is next looked at, be that after a restart.
struct PeriodMoves {
    private struct Move {
        /// When the rule changed: what began later never knew the old end.
        let at: Instant
        var end: Instant?
    }

    private var moves: [Instant?: Move] = [:]

    var changes: [(old: Instant?, new: Instant?, at: Instant)] {
        moves.map { (old: $0.key, new: $0.value.end, at: $0.value.at) }
    }

    mutating func add(from old: Instant?, to new: Instant?, at: Instant) {
        guard old != new else { return }
        moves[new] = nil
        for (end, move) in moves where move.end == old { moves[end]?.end = new }
        moves[old] = Move(at: at, end: new)
        // Where both have come, it makes no difference any more.
        moves = moves.filter { end, move in
            (end.map { $0 > at } ?? true) || (move.end.map { $0 > at } ?? true)
        }
    }

    /// - Returns: when a period ends that began at `start` and was to end at `end`.
    func end(of start: Instant, _ end: Instant?) -> Instant? {
        guard let move = moves[end], start <= move.at else { return end }
        return move.end
    }
}

/// A change of what periods are reckoned by.
struct RuleChange {
    enum Before {
        case zone(BudgetCalendar)
        case period(BudgetPeriod)
    }

    let at: Instant
    let before: Before
}

extension PeriodMoves {
    /// - Parameters:
    ///   - changes: in any order.
    ///   - calendar, period: what counts now.
    init(_ changes: [RuleChange], _ calendar: BudgetCalendar, _ period: BudgetPeriod) {
        var rule = (calendar: calendar, period: period)
        var steps: [(old: Instant?, new: Instant?, at: Instant)] = []
        for change in changes.sorted(by: { $0.at < $1.at }).reversed() {
            let new = rule.calendar.span(of: rule.period, containing: change.at).end
            switch change.before {
            case .zone(let calendar): rule.calendar = calendar
            case .period(let period): rule.period = period
            }
            steps.append((rule.calendar.span(of: rule.period, containing: change.at).end, new, change.at))
        }
        for step in steps.reversed() { add(from: step.old, to: step.new, at: step.at) }
    }
}
