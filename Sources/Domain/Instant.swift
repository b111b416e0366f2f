/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Instant: Hashable, Comparable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The last instant that RFC 3339 can write: 9999-12-31T23:59:59.999Z.
    public static let latest = Instant(milliseconds: 253_402_300_799_999)
    /// 0000-01-01T00:00:00.000Z.
    public static let earliest = Instant(milliseconds: -62_167_219_200_000)

    public var unixSeconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000 }

    /// Saturates at `latest`, so that adding a configured duration can never trap.
    public func adding(seconds: Int64) -> Instant {
        let (product, overflowed) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflowed else { return seconds < 0 ? .earliest : .latest }
        let (sum, wrapped) = milliseconds.addingReportingOverflow(product)
        guard !wrapped else { return seconds < 0 ? .earliest : .latest }
        return min(max(Instant(milliseconds: sum), .earliest), .latest)
    }

    public func milliseconds(since earlier: Instant) -> Int64 { milliseconds - earlier.milliseconds }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}

/// Tells the time. Production reads the system's clock; a test moves its own.
public protocol TimeSource: Sendable {
    func now() -> Instant
}
