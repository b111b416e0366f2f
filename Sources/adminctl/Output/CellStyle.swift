import Foundation

/// How values look in tables and blocks.
struct CellStyle {
    enum Times {
        /// `3h ago`: for the eye.
        case relative
        /// `2026-01-01T00:00:00Z`: for comparing.
        case exact
        /// Both, where there is room.
        case both
    }

    var times: Times
    var now: Date
    var isColoured = false

    func text<Row>(_ column: Column<Row>, _ row: Row) -> String {
        let raw = column.raw(row)
        guard column.kind == .instant else { return SafeText.withoutControls(raw) }
        return SafeText.withoutControls(instant(raw))
    }

    /// What the terminal is told before the text; nil where it is left as it is.
    func colour<Row>(_ column: Column<Row>, _ row: Row) -> Colour? {
        guard isColoured, column.kind == .state else { return nil }
        return Colour(state: column.raw(row))
    }

    private func instant(_ text: String) -> String {
        guard times != .exact, let relative = RelativeTime.text(text, now: now) else { return FieldText.instant(text) }
        return times == .relative ? relative : "\(FieldText.instant(text)) (\(relative))"
    }
}

/// ECMA-48 colours that read on dark and on light grounds.
enum Colour: String {
    case red = "31"
    case green = "32"
    case yellow = "33"

    init?(state: String) {
        switch state {
        case "enabled", "active", "ok", "current", "yes", "open": self = .green
        case "rotating", "outgoing", "upcoming", "unknown", "expired": self = .yellow
        case "disabled", "removed", "due", "live", "no": self = .red
        default: return nil
        }
    }

    func paint(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
