import ArgumentParser
import Foundation

/// When a key ends: an instant (`2027-01-01T00:00:00Z`), a day (`2027-01-01`, its first moment in UTC), or a span from
/// now (`90d`).
enum ExpiryArgument: ExpressibleByArgument, Equatable {
    case at(String)
    case after(DurationArgument)

    init?(argument: String) {
        guard let expiry = Self(text: argument) else {
            ArgumentReason.give(
                "A time is an instant (2027-01-01T00:00:00Z), a day (2027-01-01), or a span with its unit (12h, 90d).")
            return nil
        }
        self = expiry
    }

    private init?(text argument: String) {
        if let duration = DurationArgument(text: argument) {
            // A bare number would be read as seconds by one and as a year by another.
            guard argument.last?.isLetter == true, duration.seconds > 0 else { return nil }
            self = .after(duration)
        } else if argument.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil {
            self.init(instant: argument + "T00:00:00Z")
        } else {
            self.init(instant: argument)
        }
    }

    private init?(instant: String) {
        let form = /\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)/
        guard instant.wholeMatch(of: form) != nil else { return nil }
        // The server judges the calendar: one judge is enough for leap days and leap seconds.
        self = .at(instant)
    }

    /// RFC 3339.
    func instant(now: Date) -> String {
        switch self {
        case .at(let instant): instant
        case .after(let duration): Timestamp.text(now.addingTimeInterval(Double(duration.seconds)))
        }
    }
}
