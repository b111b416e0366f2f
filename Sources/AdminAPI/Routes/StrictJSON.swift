import Domain
import Foundation
import KeyVault
import NIOCore
import Wire

/// Reads a request body strictly: an unknown field, a missing one, a wrong type are errors that name the field.
enum StrictJSON {
    /// Nothing at all reads as `{}`, for operations whose fields are all optional.
    static func decode<Body: StrictBody>(_ type: Body.Type, from buffer: ByteBuffer) throws(AdminError) -> Body {
        let data = buffer.readableBytes == 0 ? Data("{}".utf8) : Data(buffer.readableBytesView)
        return try read(Envelope<Body>.self, from: data).body
    }

    /// Reads a body of many rows, each by itself: what is wrong with one does not keep the others from being read.
    ///
    /// - Returns: the rows, and the names of those that stand there twice in different words, where they have names.
    static func rows<Rows: Decodable>(
        _ type: Rows.Type, from buffer: ByteBuffer
    ) throws(AdminError) -> (rows: Rows, contested: Set<String>) {
        let data = Data(buffer.readableBytesView)
        let contested: Set<String>
        do throws(JSONGrammar.Fault) {
            contested = try JSONGrammar.contestedRows(in: data)
        } catch {
            throw explain(error)
        }
        return (try decode(type, data), contested)
    }

    private static func read<Value: Decodable>(_ type: Value.Type, from data: Data) throws(AdminError) -> Value {
        // The decoder forgives a comma too many, takes one of two members with the same name, and cuts long numbers.
        do throws(JSONGrammar.Fault) { try JSONGrammar.check(data) } catch { throw explain(error) }
        return try decode(type, data)
    }

    private static func explain(_ fault: JSONGrammar.Fault) -> AdminError {
        switch fault {
        case .syntax: .invalid("body", "The body is not valid JSON.")
        case .digits:
            .invalid("body", "The body has a number of more than \(JSONGrammar.maximumDigits) digits.")
        case .repeated(let name): .invalid("body", "The body has an object with the name \(printable(name)) twice.")
        }
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data) throws(AdminError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw explain(error)
        }
    }

    /// A row of a body: what it says, or what is wrong with it, its fields named as if it stood alone.
    struct Row<Content: Decodable & Sendable>: Decodable, Sendable {
        let result: Result<Content, AdminError>

        init(from decoder: any Decoder) throws {
            do {
                result = .success(try Content(from: decoder))
            } catch {
                result = .failure(StrictJSON.explain(error, below: decoder.codingPath.count))
            }
        }
    }

    private static func explain(_ error: any Error, below depth: Int = 0) -> AdminError {
        switch error {
        case let error as UnknownField: .invalid(error.path, "There is no field \(error.path) here.")
        case let error as UnknownFieldError: unknown(error, below: depth)
        case let error as DecodingError: explain(error, below: depth)
        default: .invalid("body", "The body is not valid JSON.")
        }
    }

    private static func unknown(_ error: UnknownFieldError, below depth: Int) -> AdminError {
        let path = path(error.codingPath.dropFirst(depth))
        return .invalid(path, "There is no field \(path) here.\(error.advice.isEmpty ? "" : " " + error.advice)")
    }

    private struct UnknownField: Error {
        let path: String
    }

    /// A body none of whose fields is unknown.
    struct Envelope<Body: StrictBody>: Decodable, Sendable {
        let body: Body

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: AnyKey.self)
            for key in container.allKeys where !Body.fields.contains(key.stringValue) {
                throw UnknownField(path: StrictJSON.printable(key.stringValue))
            }
            for (field, known) in Body.nestedFields {
                guard let key = AnyKey(stringValue: field) else { continue }
                if let nested = try? container.nestedContainer(keyedBy: AnyKey.self, forKey: key) {
                    try Self.check(nested, field, known)
                } else if var items = try? container.nestedUnkeyedContainer(forKey: key) {
                    while let nested = try? items.nestedContainer(keyedBy: AnyKey.self) {
                        try Self.check(nested, "\(field)[\(items.currentIndex - 1)]", known)
                    }
                }
            }
            body = try Body(from: decoder)
        }

        private static func check(
            _ object: KeyedDecodingContainer<AnyKey>, _ path: String, _ known: [String]
        ) throws {
            for key in object.allKeys where !known.contains(key.stringValue) {
                throw UnknownField(path: "\(path).\(StrictJSON.printable(key.stringValue))")
            }
        }
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// - Parameter depth: how much of the path to the field is the row's own place, and is left out.
    private static func explain(_ error: DecodingError, below depth: Int) -> AdminError {
        switch error {
        case .keyNotFound(let key, let context):
            let path = path((context.codingPath + [key]).dropFirst(depth))
            return .invalid(path, "\(path) is required.")
        case .valueNotFound(_, let context):
            let path = path(context.codingPath.dropFirst(depth))
            guard !path.isEmpty else { return mustBeObject(depth) }
            return .invalid(path, "\(path) must not be null.")
        case .typeMismatch(let type, let context):
            let path = path(context.codingPath.dropFirst(depth))
            return path.isEmpty ? mustBeObject(depth) : mismatch(path, type)
        case .dataCorrupted(let context) where context.codingPath.count > depth:
            let path = path(context.codingPath.dropFirst(depth))
            return .invalid(path, "\(path) has a value that cannot be read, or is out of range.")
        case .dataCorrupted where depth > 0:
            return .invalid("row", "A value of the row cannot be read, or is out of range.")
        default:
            return .invalid("body", "The body is not valid JSON.")
        }
    }

    private static func mustBeObject(_ depth: Int) -> AdminError {
        depth == 0
            ? .invalid("body", "The body must be a JSON object.") : .invalid("row", "A row must be a JSON object.")
    }

    private static func mismatch(_ path: String, _ type: any Any.Type) -> AdminError {
        let wanted: String
        switch type {
        case is String.Type: wanted = "a string"
        case is Bool.Type: wanted = "true or false"
        case is Int64.Type, is Int.Type: wanted = "an integer"
        case is Decimal.Type: wanted = "a number"
        case is [Any].Type: wanted = "a list"
        default: wanted = "an object"
        }
        return .invalid(path, "\(path) must be \(wanted).")
    }

    private static func path(_ keys: some Sequence<any CodingKey>) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else if key.stringValue != "super" {
                path += (path.isEmpty ? "" : ".") + printable(key.stringValue)
            }
        }
    }

    /// A name from outside, cut and cleaned so that it can stand in an error; never one that may be a secret.
    static func printable(_ name: String) -> String { SecretFormat.quotable(name) }
}
