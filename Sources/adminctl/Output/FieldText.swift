import Wire

/// Values as tables and blocks show them; what is not there is a dash.
enum FieldText {
    static let nothing = "-"

    static func optional(_ text: String?) -> String {
        text.flatMap { $0.isEmpty ? nil : $0 } ?? nothing
    }

    static func list(_ items: [String]?, none: String = nothing) -> String {
        items.flatMap { $0.isEmpty ? nil : $0.joined(separator: ", ") } ?? none
    }

    static func map(_ fields: [String: String]?) -> String {
        list(fields?.sorted { $0.key < $1.key }.map { "\($0)=\($1)" })
    }

    /// The sign stands ahead of the dollars.
    static func dollars(_ amount: DollarsBody?) -> String {
        guard let text = amount?.text else { return nothing }
        return text.hasPrefix("-") ? "−$\(text.dropFirst())" : "$\(text)"
    }

    static func count(_ value: Int64?) -> String { optional(value.map(String.init)) }

    static func milliseconds(_ value: Int64?) -> String { optional(value.map { "\($0) ms" }) }

    /// An instant without its milliseconds, which no reader needs.
    static func instant(_ text: String?) -> String {
        guard let text, let point = text.firstIndex(of: ".") else { return optional(text) }
        return String(text[..<point] + text[text.index(after: point)...].drop { ("0"..."9").contains($0) })
    }
}
