/// JSON with sorted keys, two spaces a level: the same bytes for the same data, so that texts can be compared.
enum JSONText {
    /// - Parameter indent: the spaces before every line but the first.
    static func render(_ value: JSONValue, indent: Int = 0) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): value.description
        case .string(let value): quoted(value)
        case .array(let items): block("[", items.map { render($0, indent: indent + 2) }, "]", indent)
        case .object(let fields):
            block(
                "{",
                fields.sorted { $0.key < $1.key }.map { quoted($0) + ": " + render($1, indent: indent + 2) }, "}",
                indent)
        }
    }

    /// All of it on one line.
    static func line(_ value: JSONValue) -> String {
        switch value {
        case .array(let items): "[" + items.map(line).joined(separator: ", ") + "]"
        case .object(let fields):
            "{" + fields.sorted { $0.key < $1.key }.map { quoted($0) + ": " + line($1) }.joined(separator: ", ") + "}"
        default: render(value)
        }
    }

    private static func block(_ open: String, _ lines: [String], _ close: String, _ indent: Int) -> String {
        guard !lines.isEmpty else { return open + close }
        let margin = "\n" + String(repeating: " ", count: indent)
        return open + margin + "  " + lines.joined(separator: "," + margin + "  ") + margin + close
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        // JSON allows most of them as they are; on a terminal they are another's to steer it by. A parser sees no difference.
        case _ where scalar.isHidden: String(scalar).utf16.map { "\\u" + hexadecimal($0) }.joined()
        default: String(scalar)
        }
    }

    private static func hexadecimal(_ value: UInt16) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
