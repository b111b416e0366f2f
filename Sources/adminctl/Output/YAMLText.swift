import Yams

/// YAML with sorted keys; text that would read as something else is quoted, and hidden characters are escaped.
enum YAMLText {
    static func render(_ value: JSONValue) throws -> String {
        let text = try Yams.serialize(node: node(value), width: -1, allowUnicode: true)
        guard text.unicodeScalars.contains(where: isEscaped) else { return text }
        // All of them stand between double quotes, where an escape means the same.
        return text.unicodeScalars.map { isEscaped($0) ? escape($0) : String($0) }.joined()
    }

    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isHidden && scalar != "\n" && scalar != "\t"
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let (mark, length) = scalar.value > 0xFFFF ? ("\\U", 8) : ("\\u", 4)
        return mark + String(repeating: "0", count: length - digits.count) + digits
    }

    private static func scalar(_ text: String) -> Node.Scalar {
        var scalar = text.represented()
        if text.unicodeScalars.contains(where: isEscaped) { scalar.style = .doubleQuoted }
        return scalar
    }

    private static func node(_ value: JSONValue) -> Node {
        switch value {
        case .null: Node("null", Tag(.null))
        case .bool(let value): Node(value ? "true" : "false", Tag(.bool))
        case .integer(let value): Node(String(value), Tag(.int))
        case .number(let value): Node(value.description, Tag(.float))
        case .string(let value): .scalar(scalar(value))
        case .array(let items): Node(items.map(node), Tag(.seq), items.isEmpty ? .flow : .block)
        case .object(let fields):
            Node(
                fields.sorted { $0.key < $1.key }.map { (.scalar(scalar($0)), node($1)) }, Tag(.map),
                fields.isEmpty ? .flow : .block)
        }
    }
}
