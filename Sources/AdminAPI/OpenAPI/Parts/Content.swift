/// A body with its media types, its schema and an example; one without an example cannot be written down.
struct Content: Sendable {
    let mediaTypes: [String]
    let schema: DocumentSchema
    let example: DocumentValue
    /// Another example, where one cannot show everything: what it is called, and itself.
    var other: DocumentValue.Member?
    /// Media types in which the same comes as plain text.
    var texts: [String] = []

    static func json(_ schema: DocumentSchema, _ example: DocumentValue) -> Content {
        Content(mediaTypes: ["application/json"], schema: schema, example: example)
    }

    var value: DocumentValue {
        .object(
            mediaTypes.map { type in
                DocumentValue.Member(type, .object([.init("schema", ["$ref": schema.reference]), shown]))
            }
                + texts.map { type in
                    DocumentValue.Member(
                        type, ["schema": ["$ref": DocumentSchema.lines.reference], "example": "A row a line."])
                })
    }

    private var shown: DocumentValue.Member {
        guard let other else { return .init("example", example) }
        let named = DocumentValue.Member(other.name, ["value": other.value])
        return .init("examples", .object([.init("usual", ["value": example]), named]))
    }
}

struct RequestContent: Sendable {
    let content: Content
    let isRequired: Bool

    static func json(_ schema: DocumentSchema, _ example: DocumentValue) -> RequestContent {
        RequestContent(content: .json(schema, example), isRequired: true)
    }

    /// For bodies whose fields are all optional: nothing at all reads as `{}`.
    static func optional(_ schema: DocumentSchema, _ example: DocumentValue) -> RequestContent {
        RequestContent(content: .json(schema, example), isRequired: false)
    }

    /// PATCH merges, so it also takes the media type of RFC 7396, and nothing at all changes nothing.
    static func patch(_ schema: DocumentSchema, _ example: DocumentValue) -> RequestContent {
        let types = ["application/json", "application/merge-patch+json"]
        return RequestContent(content: Content(mediaTypes: types, schema: schema, example: example), isRequired: false)
    }

    static func form(_ schema: DocumentSchema, _ example: DocumentValue) -> RequestContent {
        let types = ["application/x-www-form-urlencoded"]
        return RequestContent(content: Content(mediaTypes: types, schema: schema, example: example), isRequired: true)
    }

    var value: DocumentValue { ["required": .bool(isRequired), "content": content.value] }
}
