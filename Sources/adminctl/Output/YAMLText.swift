import Yams

/// YAML with sorted keys; text that would read as something else is quoted.
enum YAMLText {
    static func render(_ value: JSONValue) throws -> String {
        try Yams.serialize(node: node(value), width: -1, allowUnicode: true)
    }

    private static func node(_ value: JSONValue) -> Node {
        switch value {
        case .null: Node("null", Tag(.null))
        case .bool(let value): Node(value ? "true" : "false", Tag(.bool))
        case .integer(let value): Node(String(value), Tag(.int))
        case .number(let value): Node(value.description, Tag(.float))
        case .string(let value): .scalar(value.represented())
        case .array(let items): Node(items.map(node), Tag(.seq), items.isEmpty ? .flow : .block)
        case .object(let fields):
            Node(
                fields.sorted { $0.key < $1.key }.map { (.scalar($0.represented()), node($1)) }, Tag(.map),
                fields.isEmpty ? .flow : .block)
        }
    }
}
