import Domain

/// A sliding window: what was charged within the unit's length, in 16 slices and the one that is partly in, which counts
/// whole.
///
/// - No window of the unit's length, wherever it begins, holds more than the limit that each charge was held to.
/// - After more than one window without a charge all of the limit is free.
/// - Capacity is back at most a sixteenth of a window after it could have been.
///
/// Times come from one clock. A clock that was set back stands still for the window until it has caught up; set back by
/// more than a window, it is followed, and what is in the window then counts as charged just now.
public struct RateWindow: Hashable, Sendable {
    public static let slices: Int64 = 16

    var buckets = WindowBuckets()
    public let unit: RateLimit.Unit
    /// Of the newest charge, in Unix milliseconds.
    var newest = Instant.earliest.milliseconds

    public init(_ unit: RateLimit.Unit) {
        self.unit = unit
    }

    private var length: Int64 { unit.milliseconds }

    /// When nothing that was charged counts any more. Instants are cut to whole milliseconds, hence the one more.
    public var emptyAt: Instant { Instant(milliseconds: newest + length + 1) }

    public func used(at now: Instant) -> Int64 {
        let now = max(now.milliseconds, newest)
        guard now - newest <= length else { return 0 }
        let head = slice(newest)
        let oldest = slice(now) - Self.slices
        return stride(from: head, through: oldest, by: -1).reduce(0) { Self.sum($0, buckets[$1]) }
    }

    public func remaining(of limit: Int64, at now: Instant) -> Int64 { max(0, limit - used(at: now)) }

    /// Charges if it fits, in one step; otherwise changes nothing.
    public mutating func charge(_ amount: Int64, within limit: Int64, at now: Instant) -> Bool {
        guard fits(amount, within: limit, at: now) else { return false }
        charge(amount, at: now)
        return true
    }

    /// Mutating, because asking is enough to follow a clock that was set back: somebody who is always refused would
    /// otherwise wait for it to catch up.
    public mutating func fits(_ amount: Int64, within limit: Int64, at now: Instant) -> Bool {
        follow(now)
        return amount <= limit && used(at: now) <= limit - amount
    }

    /// Charges whatever the limit: what was really used, or what a `fits` under the same lock has allowed.
    public mutating func charge(_ amount: Int64, at now: Instant) {
        guard amount > 0 else { return }
        follow(now)
        turn(to: max(now.milliseconds, newest))
        let head = slice(newest)
        buckets[head] = Self.sum(buckets[head], amount)
    }

    /// Charges what was used at an earlier instant, whatever the limit: in the slice of that time, as far as that still
    /// counts.
    public mutating func charge(_ amount: Int64, occurredAt: Instant, at now: Instant) {
        guard occurredAt < now else { return charge(amount, at: now) }
        guard amount > 0 else { return }
        follow(now)
        turn(to: max(now.milliseconds, newest))
        let (slice, head) = (slice(occurredAt.milliseconds), slice(newest))
        guard head - slice <= Self.slices else { return }
        buckets[slice] = Self.sum(buckets[slice], amount)
    }

    /// The first instant, now or later, at which `amount` fits if nothing else is charged; `nil` if it never does.
    public func earliest(for amount: Int64, within limit: Int64, after now: Instant) -> Instant? {
        guard amount <= limit, limit >= 0 else { return nil }
        var window = self
        guard !window.fits(amount, within: limit, at: now) else { return now }
        let head = slice(window.newest)
        var left = window.used(at: now)
        for slice in (slice(max(now.milliseconds, window.newest)) - Self.slices)..<head {
            left -= window.buckets[slice]
            if left <= limit - amount { return min(Instant(milliseconds: start(slice + 17)), window.emptyAt) }
        }
        return window.emptyAt
    }

    /// Puts a charge right once it is known what was used. Less goes back to the slice in which it was charged, if that
    /// still counts; more is charged now, whatever the limit.
    public mutating func correct(by delta: Int64, chargedAt: Instant, now: Instant) {
        guard delta < 0 else { return charge(delta, at: now) }
        let (slice, head) = (slice(chargedAt.milliseconds), slice(newest))
        guard slice <= head, head - slice <= Self.slices else { return }
        buckets[slice] = max(0, buckets[slice] + delta)
    }
}

extension RateWindow {
    private mutating func follow(_ now: Instant) {
        guard now.milliseconds < newest - length else { return }
        let all = used(at: now)
        newest = now.milliseconds
        buckets = WindowBuckets()
        buckets[slice(newest)] = all
    }

    /// Clears the slices that have passed since the newest charge.
    private mutating func turn(to now: Int64) {
        let (head, next) = (slice(newest), slice(now))
        if now - newest > length {
            buckets = WindowBuckets()
        } else if head < next {
            for slice in (head + 1)...next { buckets[slice] = 0 }
        }
        newest = now
    }

    /// The slice of time that an instant is in. A sixteenth of a second is no whole number of milliseconds.
    private func slice(_ milliseconds: Int64) -> Int64 {
        let (quotient, rest) = (milliseconds * Self.slices).quotientAndRemainder(dividingBy: length)
        return rest < 0 ? quotient - 1 : quotient
    }

    /// The first millisecond of a slice.
    private func start(_ slice: Int64) -> Int64 {
        let (quotient, rest) = (slice * length).quotientAndRemainder(dividingBy: Self.slices)
        return rest > 0 ? quotient + 1 : quotient
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflowed) = left.addingReportingOverflow(right)
        return overflowed ? .max : sum
    }
}
