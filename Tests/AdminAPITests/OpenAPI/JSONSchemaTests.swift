import TestSupport
import Testing

/// The judge itself: one that passes everything would make every other test here worthless.
@Suite struct JSONSchemaTests {
    private static let document: JSONValue = [
        "components": ["schemas": ["Name": ["type": "string", "minLength": 2], "a/b": ["const": 1]]]
    ]

    @Test(arguments: Self.passing)
    func `a value that fits has no problems`(_ schema: JSONValue, _ value: JSONValue) {
        #expect(JSONSchema(document: Self.document, schema: schema).problems(in: value) == [])
    }

    @Test(arguments: Self.failing)
    func `a value that does not fit has its place named`(_ schema: JSONValue, _ value: JSONValue, _ place: String) {
        let problems = JSONSchema(document: Self.document, schema: schema).problems(in: value)
        #expect(problems.contains { $0.hasPrefix(place) }, "\(problems)")
    }

    @Test func `a closed judge refuses what an open schema does not list`() {
        let schema: JSONValue = ["type": "object", "properties": ["a": [:]]]
        #expect(JSONSchema(document: .null, schema: schema).problems(in: ["b": 1]) == [])
        #expect(
            JSONSchema(document: .null, schema: schema, isClosed: true).problems(in: ["b": 1]) == ["b is not listed"])
    }

    static let passing: [(JSONValue, JSONValue)] = [
        (["type": ["string", "null"]], nil), (["type": "integer"], 3), (["type": "number"], 3.5),
        (["type": "string", "nullable": true], nil), (["$ref": "#/components/schemas/Name"], "ab"),
        (["$ref": "#/components/schemas/a~1b"], 1), (["anyOf": [["type": "null"], ["type": "string"]]], "x"),
        (["oneOf": [["type": "null"], ["type": "string"]]], nil), (["maxLength": 1], "🔑"), (["minimum": 1], "text"),
        (["format": "date-time"], "2026-01-31T09:30:00.000Z"), (["format": "ipv6"], "::1"),
        (["not": ["type": "null"]], 1),
        (["format": "uuid"], "019b76da-a800-7000-8000-000000000001"),
        (["additionalProperties": ["type": "string"]], ["a": "b"]), (["properties": ["a": ["type": "string"]]], [:]),
    ]

    static let failing: [(JSONValue, JSONValue, String)] = [
        (["type": "string"], 1, ""), (["type": "integer"], 1.5, ""), (["type": "boolean"], 1, ""),
        (["$ref": "#/components/schemas/Name"], "a", " goes beyond minLength"),
        (["$ref": "#/components/schemas/None"], "a", ": the reference"),
        (["properties": ["a": ["type": "string"]]], ["a": nil], "a does not fit type"),
        (["required": ["a"]], [:], "a is required"),
        (["additionalProperties": false, "properties": ["a": [:]]], ["a": 1, "b": 2], "b is not allowed"),
        (["additionalProperties": ["type": "string"]], ["a": ["b": 1]], "a does not fit type"),
        (["propertyNames": ["maxLength": 1]], ["ab": 1], "the name ab"),
        (["items": ["properties": ["a": ["minimum": 1]]]], [["a": 1], ["a": 0]], "[1].a goes beyond minimum"),
        (["maxItems": 1], [1, 2], ""), (["maxProperties": 0], ["a": 1], ""), (["maximum": 1], 2, ""),
        (["enum": ["a", "b"]], "c", ""), (["const": "a"], "b", ""), (["pattern": "^a$"], "ab", ""),
        (["anyOf": [["type": "null"], ["type": "string"]]], 1, " fits none"),
        (["oneOf": [["type": "integer"], ["type": "number"]]], 1, " fits several"),
        (["allOf": [["type": "string"], ["minLength": 2]]], "a", " goes beyond minLength"),
        (["format": "date-time"], "yesterday", ""), (["format": "uuid"], "1", ""), (["format": "unheard-of"], "x", ""),
        (["not": ["type": "null"]], nil, " is what it must not be"), (["format": "ipv4"], "::1", ""),
        (["uniqueItems": true], [1], ": the keyword uniqueItems"),
    ]
}
