import Domain

/// From when until when a budget's counters run. The start is in it, the end is not.
public struct BudgetSpan: Hashable, Sendable {
    /// `Instant.earliest` for a budget that never begins again.
    public let start: Instant
    /// `nil` where it never does.
    public let end: Instant?

    public init(start: Instant, end: Instant?) {
        self.start = start
        self.end = end
    }

    public func contains(_ instant: Instant) -> Bool { start <= instant && end.map { instant < $0 } ?? true }
}

/// The periods of budgets in a time zone. They follow the clocks on the wall there, whatever these do: a day may have 23
/// or 25 hours, and one that does not begin at midnight begins when it does. Periods that follow each other leave no gap
/// and have no overlap.
public struct BudgetCalendar: Sendable {
    private let clock: ZoneClock

    public init(_ zone: TimeZoneName) {
        clock = ZoneClock(zone)
    }

    /// The period that an instant is in. Slow (microseconds): ask again once the end has come.
    public func span(of period: BudgetPeriod, containing instant: Instant) -> BudgetSpan {
        switch period {
        case .never: BudgetSpan(start: .earliest, end: nil)
        case .hourly: hour(containing: instant.milliseconds)
        case .daily: span(containing: instant, Days(length: 1, phase: 0))
        case .weekly: span(containing: instant, Days(length: 7, phase: Self.firstMonday * ZoneClock.day))
        case .monthly: span(containing: instant, Months(length: 1))
        case .quarterly: span(containing: instant, Months(length: 3))
        case .yearly: span(containing: instant, Months(length: 12))
        case .everyDays(let days, let anchor):
            span(containing: instant, Days(length: Int64(days), phase: clock.wall(at: anchor.milliseconds)))
        }
    }

    /// 1970-01-05, in days since 1970-01-01.
    private static let firstMonday: Int64 = 4

    private func span(containing instant: Instant, _ steps: some WallSteps) -> BudgetSpan {
        var number = steps.number(at: clock.wall(at: instant.milliseconds))
        var end = clock.first(steps.start(of: number + 1))
        // Where clocks are set back across the border, the wall shows the old period again when the new one has begun.
        while end <= instant.milliseconds {
            number += 1
            end = clock.first(steps.start(of: number + 1))
        }
        return BudgetSpan(
            start: Instant(milliseconds: clock.first(steps.start(of: number))), end: Instant(milliseconds: end))
    }

    /// Hours begin where the wall shows a full hour: the hour that occurs twice is two. Where clocks change by half an
    /// hour, there is one of 90 minutes.
    private func hour(containing instant: Int64) -> BudgetSpan {
        BudgetSpan(
            start: Instant(milliseconds: hourStart(atOrBefore: instant)),
            end: Instant(milliseconds: hourStart(after: instant)))
    }

    private func hourStart(atOrBefore instant: Int64) -> Int64 {
        let offset = clock.offset(at: instant)
        let start = ZoneClock.floor(instant + offset, ZoneClock.hour) - offset
        guard clock.offset(at: start) != offset else { return start }
        return hourStart(atOrBefore: clock.firstChange(after: start, until: instant) - 1)
    }

    private func hourStart(after instant: Int64) -> Int64 {
        let offset = clock.offset(at: instant)
        let end = ZoneClock.floor(instant + offset, ZoneClock.hour) + ZoneClock.hour - offset
        guard clock.offset(at: end) != offset else { return end }
        let change = clock.firstChange(after: instant, until: end)
        let later = clock.offset(at: change)
        guard ZoneClock.floor(change + later, ZoneClock.hour) != change + later else { return change }
        return hourStart(after: change)
    }
}

/// Periods as the wall shows them: numbered, each beginning at a wall-clock time.
private protocol WallSteps {
    func number(at wall: Int64) -> Int64
    func start(of number: Int64) -> Int64
}

private struct Days: WallSteps {
    let length: Int64
    /// The wall-clock time at which number 0 begins.
    let phase: Int64

    func number(at wall: Int64) -> Int64 { CivilMonth.floorDivide(wall - phase, length * ZoneClock.day) }
    func start(of number: Int64) -> Int64 { number * length * ZoneClock.day + phase }
}

private struct Months: WallSteps {
    let length: Int64

    func number(at wall: Int64) -> Int64 {
        let month = CivilMonth(containingDay: CivilMonth.floorDivide(wall, ZoneClock.day))
        return CivilMonth.floorDivide(month.number, length)
    }

    func start(of number: Int64) -> Int64 { CivilMonth(number: number * length).firstDay * ZoneClock.day }
}
