/// A member of an object.
struct Field: Sendable {
    let name: String
    let schema: Schema
    let isRequired: Bool

    static func required(_ name: String, _ schema: Schema) -> Field {
        Field(name: name, schema: schema, isRequired: true)
    }

    static func optional(_ name: String, _ schema: Schema) -> Field {
        Field(name: name, schema: schema, isRequired: false)
    }
}

extension Schema {
    /// A JSON request: a field that it does not list is refused, so it is closed. Null says as little of an optional
    /// field as leaving it out does.
    static func request(_ description: String, _ fields: [Field]) -> Schema {
        let fields = fields.map { $0.isRequired ? $0 : .optional($0.name, $0.schema.orNull) }
        return object(description, fields).adding("additionalProperties", false)
    }

    /// A request that merges (RFC 7396): null is taken only where it is told what it clears.
    static func patch(_ description: String, _ fields: [Field]) -> Schema {
        object(description, fields).adding("additionalProperties", false)
    }

    /// The same, where exactly one of some optional fields has to be there.
    func withOne(of names: String...) -> Schema {
        adding(
            "oneOf",
            .array(
                names.map { name in
                    let present = DocumentValue.object([.init(name, ["not": ["type": "null"]])])
                    return ["required": [.string(name)], "properties": present]
                }))
    }

    /// A form of RFC 6749, which ignores parameters that it does not know (§3.2): open.
    static func form(_ description: String, _ fields: [Field]) -> Schema { object(description, fields) }

    /// A reply: open, as a later version may say more.
    static func reply(_ description: String, _ fields: [Field]) -> Schema { object(description, fields) }

    static func object(_ description: String, _ fields: [Field]) -> Schema {
        let properties = fields.map { DocumentValue.Member($0.name, $0.schema.value) }
        let required = fields.filter(\.isRequired).map(\.name)
        let schema = Schema("object", description, [.init("properties", .object(properties))])
        return required.isEmpty ? schema : schema.adding("required", .words(required))
    }
}
