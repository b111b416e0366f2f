import Foundation

/// Instants as people say them: `3h ago`, `in 5d`.
enum RelativeTime {
    /// Nil for what is no instant.
    static func text(_ instant: String, now: Date) -> String? {
        guard let date = date(instant) else { return nil }
        let seconds = Int(date.timeIntervalSince(now).rounded())
        let span = span(abs(seconds))
        if seconds == 0 { return "now" }
        return seconds < 0 ? span + " ago" : "in " + span
    }

    private static func date(_ text: String) -> Date? {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
        return try? style.parse(text)
    }

    private static func span(_ seconds: Int) -> String {
        let (minute, hour, day) = (60, 3_600, 86_400)
        switch seconds {
        case ..<minute: return "\(seconds)s"
        case ..<hour: return "\(seconds / minute)m"
        case ..<(2 * day): return "\(seconds / hour)h"
        case ..<(90 * day): return "\(seconds / day)d"
        // Past here nobody counts exactly.
        case ..<(730 * day): return "\(seconds / (30 * day))mo"
        default: return "\(seconds / (365 * day))y"
        }
    }
}
