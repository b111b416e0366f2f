extension DocumentValue {
    /// The value as JSON (RFC 8259), indented, in the order of its members.
    var text: String {
        var output = ""
        write(to: &output, indent: 0)
        return output
    }

    private func write(to output: inout String, indent: Int) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .decimal(let digits): output += digits
        case .string(let value): Self.write(value, to: &output)
        case .array(let items):
            Self.write(items, "[", "]", to: &output, indent) { item, output in
                item.write(to: &output, indent: indent + 1)
            }
        case .object(let members):
            Self.write(members, "{", "}", to: &output, indent) { member, output in
                Self.write(member.name, to: &output)
                output += ": "
                member.value.write(to: &output, indent: indent + 1)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], _ open: String, _ close: String, to output: inout String, _ indent: Int,
        item: (Item, inout String) -> Void
    ) {
        output += open
        for (index, element) in items.enumerated() {
            output += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 1)
            item(element, &output)
        }
        if !items.isEmpty { output += "\n" + String(repeating: " ", count: indent) }
        output += close
    }

    private static func write(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case _ where scalar.value < 0x20:
                let hexadecimal = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
