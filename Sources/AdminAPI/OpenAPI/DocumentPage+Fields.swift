/// What goes into an operation and what comes out, field by field.
extension DocumentPage {
    mutating func parameters(_ parameters: [ParameterComponent]) {
        html += "<details><summary>Parameters</summary><dl class=\"fields\">\n"
        for parameter in parameters {
            html += """
                <dt><code>\(Self.escape(parameter.name))</code> <i>\(parameter.place)</i></dt>\
                <dd>\(Self.prose(parameter.description))</dd>

                """
        }
        html += "</dl></details>\n"
    }

    /// Nothing for a schema that is no object of its own.
    static func fields(of schema: DocumentSchema) -> String {
        guard case .object(let fields) = schema.definition.value["properties"] else { return "" }
        var required: [String] = []
        if case .array(let names) = schema.definition.value["required"] { required = names.compactMap(\.word) }
        let rows = fields.map { field in
            let traits = [kind(of: field.value)] + (required.contains(field.name) ? [] : ["optional"])
            return """
                <dt><code>\(escape(field.name))</code> <i>\(escape(traits.joined(separator: ", ")))</i></dt>\
                <dd>\(prose(field.value["description"]?.word ?? ""))</dd>

                """
        }
        return "<dl class=\"fields\">\n\(rows.joined())</dl>"
    }

    private static func kind(of schema: DocumentValue) -> String {
        if let name = schema["$ref"]?.word { return String(name.split(separator: "/").last ?? "") }
        if case .array(let alternatives) = schema["anyOf"] {
            return alternatives.map(kind).joined(separator: " or ")
        }
        if case .array(let words) = schema["enum"] {
            return words.map { $0.word ?? "null" }.joined(separator: " | ")
        }
        if case .array(let types) = schema["type"] { return types.compactMap(\.word).joined(separator: " or ") }
        guard schema["type"]?.word == "array", let item = schema["items"] else { return schema["type"]?.word ?? "" }
        return "list of \(kind(of: item))"
    }
}

extension DocumentValue {
    fileprivate subscript(_ name: String) -> DocumentValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    fileprivate var word: String? { if case .string(let text) = self { text } else { nil } }
}
