import Domain
import Foundation

/// What clocks on the wall show in a time zone. Wall-clock times are milliseconds since 1970-01-01T00:00:00 as the wall
/// shows it.
struct ZoneClock: Sendable {
    static let second: Int64 = 1000
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000
    /// More than any zone ever was from UTC (Manila: −15:56 until 1844).
    private static let reach: Int64 = 18 * hour

    private let zone: TimeZone

    init(_ name: TimeZoneName) {
        // The name was checked against the same database.
        zone = TimeZone(identifier: name.text) ?? .gmt
    }

    /// How far the wall is ahead of UTC, in milliseconds.
    func offset(at instant: Int64) -> Int64 {
        let seconds = Self.floor(instant, Self.second) / Self.second
        return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))) * Self.second
    }

    func wall(at instant: Int64) -> Int64 { instant + offset(at: instant) }

    /// The first instant at which the wall shows this time or a later one: of a time that occurs twice the first, of a
    /// time that is skipped the instant of the leap.
    func first(_ wall: Int64) -> Int64 {
        let (before, after) = (offset(at: wall - Self.reach), offset(at: wall + Self.reach))
        let exact = [before, after].map { wall - $0 }.filter { self.wall(at: $0) == wall }
        return exact.min() ?? firstChange(after: wall - Self.reach, until: wall + Self.reach)
    }

    /// The instant from which on the offset is no longer what it is at `start`; it is another at `end`.
    func firstChange(after start: Int64, until end: Int64) -> Int64 {
        let offset = offset(at: start)
        // Offsets change at whole seconds.
        var (same, other) = (Self.floor(start, Self.second), Self.floor(end, Self.second))
        while other - same > Self.second {
            let middle = Self.floor(same + (other - same) / 2, Self.second)
            if self.offset(at: middle) == offset { same = middle } else { other = middle }
        }
        return other
    }

    /// The multiple of `step` at or below a number.
    static func floor(_ number: Int64, _ step: Int64) -> Int64 {
        let rest = number % step
        return rest < 0 ? number - rest - step : number - rest
    }
}
