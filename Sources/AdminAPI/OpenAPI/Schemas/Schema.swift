/// A JSON Schema (draft 2020-12, as OpenAPI 3.1 has it) in the making. Every one is described: a field without a
/// sentence cannot be written down.
struct Schema: Sendable {
    private var members: [DocumentValue.Member]

    init(_ type: String, _ description: String, _ more: [DocumentValue.Member] = []) {
        members = [.init("type", .string(type)), .init("description", .string(description))] + more
    }

    init(anyOf alternatives: [Schema], _ description: String) {
        members = [
            .init("description", .string(description)), .init("anyOf", .array(alternatives.map(\.value))),
        ]
    }

    private init(members: [DocumentValue.Member]) {
        self.members = members
    }

    var value: DocumentValue { .object(members) }

    static func reference(_ schema: DocumentSchema, _ description: String? = nil) -> Schema {
        let reference = DocumentValue.Member("$ref", schema.reference)
        return Schema(members: [reference] + (description.map { [.init("description", .string($0))] } ?? []))
    }

    /// The same, or `null`, if it is not so already: a list of types where there is a type, an alternative where there is a reference.
    var orNull: Schema {
        guard let index = members.firstIndex(where: { $0.name == "type" }) else {
            guard members.contains(where: { $0.name == "$ref" }) else { return self }
            let reference = DocumentValue.object(members.filter { $0.name == "$ref" })
            let alternatives = DocumentValue.Member("anyOf", [reference, ["type": "null"]])
            return Schema(members: [alternatives] + members.filter { $0.name != "$ref" })
        }
        if case .array = members[index].value { return self }
        var copy = self
        copy.members[index] = .init("type", [members[index].value, "null"])
        if let words = members.firstIndex(where: { $0.name == "enum" }), case .array(let list) = members[words].value {
            copy.members[words] = .init("enum", .array(list + [.null]))
        }
        return copy
    }

    func adding(_ name: String, _ value: DocumentValue) -> Schema {
        var copy = self
        copy.members.append(.init(name, value))
        return copy
    }

    /// What an absent field means.
    func absent(means value: DocumentValue) -> Schema { adding("default", value) }
}
