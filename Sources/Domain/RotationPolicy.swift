/// A key's plan for being rotated. The plan reminds, and may disable; it never rotates by itself: a secret that nobody
/// receives would be minted into nowhere.
public struct RotationPolicy: Hashable, Sendable {
    public enum Period: Hashable, Sendable {
        case weekly
        case monthly
        case quarterly
        /// 1 … 3650.
        case everyDays(Int)
    }

    public enum OnOverdue: String, CaseIterable, Sendable {
        case keep
        case disable
    }

    /// `nil`: one planned date, and none after it.
    public let period: Period?
    /// How long before the date it is announced, 0 … 90 days.
    public let announceDays: Int
    public let onOverdue: OnOverdue
    /// How long after the date an overdue key lives on where it is to be disabled, 0 … 90 days.
    public let graceDays: Int

    public init(period: Period?, announceDays: Int, onOverdue: OnOverdue, graceDays: Int) {
        self.period = period
        self.announceDays = announceDays
        self.onOverdue = onOverdue
        self.graceDays = graceDays
    }

    /// When a key that was rotated, or made, at `last` is to be rotated next; `nil` without a period. Months are calendar
    /// months in UTC; a day that a month lacks becomes its last.
    public func next(after last: Instant) -> Instant? {
        switch period {
        case nil: nil
        case .weekly: last.adding(seconds: 7 * 86_400)
        case .monthly: last.adding(months: 1)
        case .quarterly: last.adding(months: 3)
        case .everyDays(let days): last.adding(seconds: Int64(days) * 86_400)
        }
    }

    public func announcement(of date: Instant) -> Instant { date.adding(seconds: -Int64(announceDays) * 86_400) }

    /// When an overdue key is disabled; `nil` where it never is.
    public func deadline(of date: Instant) -> Instant? {
        onOverdue == .disable ? date.adding(seconds: Int64(graceDays) * 86_400) : nil
    }
}

extension Instant {
    func adding(months: Int) -> Instant {
        let days = Int(unixSeconds >= 0 ? unixSeconds / 86_400 : (unixSeconds - 86_399) / 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        let index = date.year * 12 + date.month - 1 + months
        let (year, month) = (index / 12, index % 12 + 1)
        let day = min(date.day, CivilDate.daysIn(month: month, year: year))
        let moved = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        return min(Instant(milliseconds: milliseconds + Int64(moved - days) * 86_400_000), .latest)
    }
}
