import TestSupport
import Wire

@testable import AdminAPI

/// A body in which one text, and nothing else, holds a character that none may hold.
struct SpoiledBody: CustomStringConvertible {
    /// The place of the text: `conditions[0].value`.
    let path: String
    let json: JSONValue
    /// Whether the text is free, and not one of a few words or of a form: then the refusal names the character.
    let isFree: Bool

    var description: String { path }
    /// The last part of the path.
    var name: String { path.split(separator: ".").last.map(String.init) ?? "" }

    /// What an error may call the place: what stands in a list, or is the name of an entry, may be named as a whole.
    var params: [String] {
        // The format of a usage may stand beside it, and is called its own.
        var names = [path] + (name == "format" ? ["\(path.dropLast(name.count))usage.format"] : [])
        if path.hasSuffix("]"), let bracket = path.lastIndex(of: "[") { names.append(String(path[..<bracket])) }
        return names
    }

    /// A body for every text that the request's schema has, at any depth; for every name that a caller may choose, and
    /// for every object one with a member that it does not know.
    ///
    /// - Parameter bodies: good ones, the best first: what one lacks is taken from the next, or made up from the schema.
    static func all(_ schema: JSONValue, _ bodies: [JSONValue], _ character: Unicode.Scalar) -> [SpoiledBody] {
        Spoiler(character: character).spoil(schema, bodies, at: "")
    }

    func placed(_ place: (JSONValue) -> JSONValue) -> SpoiledBody {
        SpoiledBody(path: path, json: place(json), isFree: isFree)
    }
}

private struct Spoiler {
    let character: Unicode.Scalar

    func spoil(_ schema: JSONValue, _ values: [JSONValue], at path: String) -> [SpoiledBody] {
        let schema = ServedDocument.resolved(schema)
        let alternatives = ["anyOf", "oneOf", "allOf"].flatMap { schema[$0]?.array ?? [] }
        let types = schema["type"]?.array ?? [schema["type"] ?? .null]
        var spoiled = alternatives.flatMap { spoil($0, values, at: path) }
        if types.contains("string") {
            let text = values.lazy.compactMap(\.string).first ?? sample(schema).string ?? ""
            spoiled.append(SpoiledBody(path: path, json: .string(mark(text)), isFree: isFree(schema)))
        }
        if types.contains("object") { spoiled += object(schema, values.filter { $0.object != nil }, at: path) }
        if types.contains("array"), let items = schema["items"] {
            let lists = values.compactMap(\.array)
            spoiled += spoil(items, lists.compactMap(\.first), at: "\(path)[0]").map { item in
                item.placed { .array([$0] + (lists.first?.dropFirst() ?? [])) }
            }
        }
        return spoiled
    }

    private func object(_ schema: JSONValue, _ values: [JSONValue], at path: String) -> [SpoiledBody] {
        let base = values.first?.object ?? sample(schema).object ?? [:]
        func member(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        func with(_ name: String, _ value: JSONValue) -> JSONValue {
            let rivals = Self.rivals.first { $0.contains(name) } ?? []
            return .object(base.filter { !rivals.contains($0.key) }.merging([name: value]) { $1 })
        }
        var spoiled = (schema["properties"]?.object ?? [:]).flatMap { name, property in
            spoil(property, values.compactMap { $0[name] }, at: member(name)).map { $0.placed { with(name, $0) } }
        }
        switch schema["additionalProperties"] {
        case .some(.object(let entry)):
            let name = base.keys.min() ?? "name"
            let content = base[name] ?? sample(.object(entry))
            spoiled += spoil(.object(entry), [content], at: member(name)).map { $0.placed { with(name, $0) } }
            spoiled.append(SpoiledBody(path: path, json: with(mark(name), content), isFree: true))
        case .some(false):
            spoiled.append(SpoiledBody(path: member("unknown"), json: with(mark("unknown"), ""), isFree: false))
        default: break
        }
        return spoiled
    }

    /// Within the text, so that nothing that trims it takes the character away.
    private func mark(_ text: String) -> String {
        String(text.prefix(1)) + String(Character(character)) + String(text.dropFirst())
    }

    /// Members of which an object has one; which, no schema of ours can say.
    private static let rivals: [Set<String>] = [
        ["value", "excludes"], ["rotation_period", "rotation_period_days", "next_rotation_at"],
    ]

    private func isFree(_ schema: JSONValue) -> Bool {
        ["enum", "const", "format", "pattern"].allSatisfy { schema[$0] == nil }
    }

    /// A value that fits the schema, as small as can be.
    private func sample(_ schema: JSONValue) -> JSONValue {
        let schema = ServedDocument.resolved(schema)
        if let word = schema["const"] ?? schema["enum"]?[0] { return word }
        if let alternative = schema["anyOf"]?[0] { return sample(alternative) }
        switch schema["type"]?.array?.first ?? schema["type"] {
        case "string": return .string(Self.texts[schema["format"]?.string ?? ""] ?? "sample")
        case "integer", "number": return schema["minimum"] ?? 1
        case "boolean": return false
        case "array": return .array(schema["minItems"] == nil ? [] : [sample(schema["items"] ?? .null)])
        case "object":
            let names = (schema["required"]?.array ?? []).compactMap(\.string)
            return .object(
                names.reduce(into: [:]) { $0[$1] = sample(schema["properties"]?[$1] ?? .null) })
        default: return .null
        }
    }

    private static let texts = [
        "uuid": "01900000-0000-7000-8000-000000000001", "date-time": "2026-06-01T00:00:00Z",
        "email": "sample@example.com",
    ]
}
