import Domain
import Policy
import TestSupport
import Testing

@testable import Admission

/// A change of what periods are reckoned by is forgotten when no counter can need it, and not before.
struct ForgettableChangesTests {
    private static let organization = OrganizationID("01900000-0000-7000-8000-000000000001")!
    private static let policy = PolicyID("01900000-0000-7000-8000-000000000002")!
    private static let other = PolicyID("01900000-0000-7000-8000-000000000003")!
    private static let tokyo = TimeZoneName("Asia/Tokyo")!

    private func forgettable(
        _ changes: [PeriodChange.Before], now period: BudgetPeriod, other: BudgetPeriod = .daily,
        zone: TimeZoneName = .utc, days: Int64
    ) -> ForgettableChanges {
        ForgettableChanges(
            changes.enumerated().map { index, before in
                PeriodChange(
                    organizationID: Self.organization, at: FixedTime.start.adding(seconds: Int64(index)),
                    before: before)
            }, zone: zone, periods: [Self.policy: period, Self.other: other],
            at: FixedTime.start.adding(seconds: days * 86_400))
    }

    @Test func `a change of a period goes once the old and the new period have ended`() {
        let change: [PeriodChange.Before] = [.period(.weekly, of: Self.policy)]
        // The 31st of January is a Saturday; the quarter ends with March.
        #expect(forgettable(change, now: .quarterly, days: 30).periods.isEmpty)
        #expect(forgettable(change, now: .quarterly, days: 60).periods.keys.map(\.self) == [Self.policy])
        #expect(forgettable(change, now: .daily, days: 1).periods.isEmpty)
        #expect(forgettable(change, now: .daily, days: 3).periods.keys.map(\.self) == [Self.policy])
    }

    @Test func `a change from or to a budget that never begins again stays`() {
        #expect(forgettable([.period(.never, of: Self.policy)], now: .daily, days: 9999).periods.isEmpty)
        #expect(forgettable([.period(.daily, of: Self.policy)], now: .never, days: 9999).periods.isEmpty)
    }

    @Test func `a change of the time zone stays as long as one policy needs it, and keeps what came after it`() {
        let changes: [PeriodChange.Before] = [.zone(.utc), .period(.daily, of: Self.policy)]
        let needed = forgettable(changes, now: .hourly, other: .quarterly, zone: Self.tokyo, days: 30)
        #expect(needed.zone == nil && needed.periods.isEmpty)
        let over = forgettable(changes, now: .hourly, other: .quarterly, zone: Self.tokyo, days: 62)
        #expect(over.zone != nil && over.periods.count == 1)
    }

    @Test(arguments: 0..<200)
    func `whatever was changed, a counter whose period goes on ends when it would have with all of it`(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let periods: [BudgetPeriod] = [
            .hourly, .daily, .weekly, .monthly, .quarterly, .yearly, .everyDays(10, anchor: FixedTime.start), .never,
        ]
        let zones = [TimeZoneName.utc, Self.tokyo, TimeZoneName("America/New_York")!]
        var rule = (zone: zones[0], period: periods.randomElement(using: &random)!)
        var at = FixedTime.start
        var (changes, counters) = ([PeriodChange](), [BudgetSpan]())
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            at = at.adding(seconds: Int64.random(in: 1...40 * 86_400, using: &random))
            counters.append(BudgetCalendar(rule.zone).span(of: rule.period, containing: at))
            let before: PeriodChange.Before
            if Bool.random(using: &random) {
                before = .zone(rule.zone)
                rule.zone = zones.randomElement(using: &random)!
            } else {
                before = .period(rule.period, of: Self.policy)
                rule.period = periods.randomElement(using: &random)!
            }
            changes.append(PeriodChange(organizationID: Self.organization, at: at, before: before))
        }
        let now = at.adding(seconds: Int64.random(in: 0...400 * 86_400, using: &random))
        let old = ForgettableChanges(changes, zone: rule.zone, periods: [Self.policy: rule.period], at: now)
        let left = changes.filter { change in
            switch change.before {
            case .zone: old.zone.map { change.at >= $0 } ?? true
            case .period: old.periods[Self.policy].map { change.at >= $0 } ?? true
            }
        }
        func moves(_ changes: [PeriodChange]) -> PeriodMoves {
            PeriodMoves(
                changes.map { change in
                    switch change.before {
                    case .zone(let zone): RuleChange(at: change.at, before: .zone(BudgetCalendar(zone)))
                    case .period(let period, _): RuleChange(at: change.at, before: .period(period))
                    }
                }, BudgetCalendar(rule.zone), rule.period)
        }
        let (all, pruned) = (moves(changes), moves(left))
        for counter in counters {
            let (right, found) = (all.end(of: counter.start, counter.end), pruned.end(of: counter.start, counter.end))
            func isOver(_ end: Instant?) -> Bool { end.map { $0 <= now } ?? false }
            #expect(right == found || isOver(right) && isOver(found), "\(counter): \(String(describing: right))")
        }
    }
}
