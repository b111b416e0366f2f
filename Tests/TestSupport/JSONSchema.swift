import Foundation

/// Judges a value by a schema of an OpenAPI document: the part of JSON Schema that 3.1 documents of ours use, and the
/// `nullable` of 3.0. A keyword that it does not know is a problem: what is not understood must not count as passed.
public struct JSONSchema: Sendable {
    private let document: JSONValue
    private let schema: JSONValue
    /// Whether a member that no schema lists is a problem, even where the schema leaves objects open.
    private let isClosed: Bool

    public init(document: JSONValue, schema: JSONValue, isClosed: Bool = false) {
        self.document = document
        self.schema = schema
        self.isClosed = isClosed
    }

    /// - Parameter reference: `#/components/schemas/Team`.
    public init(document: JSONValue, reference: String, isClosed: Bool = false) {
        self.init(document: document, schema: ["$ref": .string(reference)], isClosed: isClosed)
    }

    /// Each with the place it is at: `data[0].name is required`.
    public func problems(in value: JSONValue) -> [String] { problems(value, schema, at: "") }

    /// What a reference within a document points at (RFC 6901).
    public static func resolve(_ reference: String, in document: JSONValue) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(document) { node, part in
            let name = part.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
            return node?[name]
        }
    }

    private func problems(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        guard let keywords = schema.object else { return ["\(path): the schema is no object"] }
        if value == .null, keywords["nullable"] == true { return [] }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument in
            problems(value, keyword, argument, keywords, at: path)
        }
    }

    private func problems(
        _ value: JSONValue, _ keyword: String, _ argument: JSONValue, _ schema: [String: JSONValue], at path: String
    ) -> [String] {
        switch keyword {
        case "description", "default", "example", "deprecated", "nullable", "title": []
        case "$ref": referred(value, argument, at: path)
        case "type", "const", "enum", "format", "pattern": wordProblems(value, keyword, argument, at: path)
        case "anyOf", "oneOf", "allOf": combined(value, keyword, argument, at: path)
        case "not": problems(value, argument, at: path).isEmpty ? ["\(path) is what it must not be"] : []
        case "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties":
            boundProblems(value, keyword, argument, at: path)
        case "properties": members(value, argument, schema, at: path)
        case "required": missing(value, argument, at: path)
        case "additionalProperties": others(value, argument, schema, at: path)
        case "propertyNames": names(value, argument, at: path)
        case "items": items(value, argument, at: path)
        default: ["\(path): the keyword \(keyword) is not understood"]
        }
    }

    private func referred(_ value: JSONValue, _ reference: JSONValue, at path: String) -> [String] {
        guard let text = reference.string, let target = Self.resolve(text, in: document) else {
            return ["\(path): the reference \(reference) leads nowhere"]
        }
        return problems(value, target, at: path)
    }

    private func combined(_ value: JSONValue, _ keyword: String, _ schemas: JSONValue, at path: String) -> [String] {
        let answers = (schemas.array ?? []).map { problems(value, $0, at: path) }
        let passed = answers.count { $0.isEmpty }
        switch keyword {
        case "allOf": return answers.flatMap { $0 }
        case "oneOf" where passed > 1: return ["\(path) fits several of the alternatives"]
        default: return passed > 0 ? [] : ["\(path) fits none of the alternatives"] + answers.flatMap { $0 }
        }
    }
}

extension JSONSchema {
    private func members(
        _ value: JSONValue, _ properties: JSONValue, _ schema: [String: JSONValue], at path: String
    ) -> [String] {
        guard let object = value.object, let known = properties.object else { return [] }
        // A part of a schema, as in `oneOf`, has no type and lists only what it is about.
        let isWhole = schema["type"] != nil && schema["additionalProperties"] == nil
        let unlisted = object.keys.filter { isClosed && isWhole && known[$0] == nil }
        return object.sorted { $0.key < $1.key }.flatMap { name, member in
            known[name].map { problems(member, $0, at: Self.join(path, name)) } ?? []
        } + unlisted.sorted().map { "\(Self.join(path, $0)) is not listed" }
    }

    private func missing(_ value: JSONValue, _ required: JSONValue, at path: String) -> [String] {
        guard let object = value.object else { return [] }
        return (required.array ?? []).compactMap(\.string).filter { object[$0] == nil }.map {
            "\(Self.join(path, $0)) is required"
        }
    }

    private func others(
        _ value: JSONValue, _ rule: JSONValue, _ schema: [String: JSONValue], at path: String
    ) -> [String] {
        let known = schema["properties"]?.object ?? [:]
        let rest = (value.object ?? [:]).filter { known[$0.key] == nil }.sorted { $0.key < $1.key }
        switch rule {
        case .bool(true): return []
        case .bool(false): return rest.map { "\(Self.join(path, $0.key)) is not allowed" }
        default: return rest.flatMap { problems($0.value, rule, at: Self.join(path, $0.key)) }
        }
    }

    private func names(_ value: JSONValue, _ rule: JSONValue, at path: String) -> [String] {
        (value.object ?? [:]).keys.sorted().flatMap {
            problems(.string($0), rule, at: "the name \(Self.join(path, $0))")
        }
    }

    private func items(_ value: JSONValue, _ rule: JSONValue, at path: String) -> [String] {
        (value.array ?? []).enumerated().flatMap { problems($0.element, rule, at: "\(path)[\($0.offset)]") }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}

extension JSONSchema {
    private func wordProblems(
        _ value: JSONValue, _ keyword: String, _ argument: JSONValue, at path: String
    ) -> [String] {
        let fits: Bool
        switch (keyword, argument) {
        case ("type", .array(let types)): fits = types.compactMap(\.string).contains { Self.isOf($0, value) }
        case ("type", .string(let type)): fits = Self.isOf(type, value)
        case ("const", _): fits = value == argument
        case ("enum", .array(let words)): fits = words.contains(value)
        case ("format", .string(let format)): fits = value.string.map { Self.hasFormat(format, $0) } ?? true
        case ("pattern", .string(let pattern)):
            fits = value.string.map { $0.range(of: pattern, options: .regularExpression) != nil } ?? true
        default: fits = false
        }
        return fits ? [] : ["\(path) does not fit \(keyword) \(argument)"]
    }

    /// Each bound speaks of its own kind of value and lets every other pass. A length is counted in code points.
    private func boundProblems(
        _ value: JSONValue, _ keyword: String, _ argument: JSONValue, at path: String
    ) -> [String] {
        let measured: Double?
        switch value {
        case .string(let text): measured = keyword.hasSuffix("Length") ? Double(text.unicodeScalars.count) : nil
        case .number(let number): measured = keyword.hasSuffix("imum") ? number : nil
        case .array(let items): measured = keyword.hasSuffix("Items") ? Double(items.count) : nil
        case .object(let members): measured = keyword.hasSuffix("Properties") ? Double(members.count) : nil
        case .null, .bool: measured = nil
        }
        guard let measured, let bound = argument.number else { return [] }
        let fits = keyword.hasPrefix("min") ? measured >= bound : measured <= bound
        return fits ? [] : ["\(path) goes beyond \(keyword) \(argument)"]
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .number(let number): type == "number" || type == "integer" && number == number.rounded()
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }

    private static func hasFormat(_ format: String, _ text: String) -> Bool {
        let pattern: String
        switch format {
        case "uuid": pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
        case "date-time":
            pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([0-9]{2}:){2}[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
        case "email": pattern = "^[^@ ]+@[^@ ]+$"
        case "ipv4": pattern = "^[0-9]{1,3}(\\.[0-9]{1,3}){3}$"
        case "ipv6": pattern = "^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$"
        case "uri": pattern = "^[a-z][a-z0-9+.-]*:[^ ]*$"
        default: return false
        }
        return text.range(of: pattern, options: .regularExpression) != nil
    }
}
