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
        // The decoder forgives a comma too many, and takes one of two members with the same name.
        guard JSONGrammar.isMet(by: data) else { throw .invalid("body", "The body is not valid JSON.") }
        do {
            return try JSONDecoder().decode(Envelope<Body>.self, from: data).body
        } catch let error as UnknownField {
            throw .invalid(error.path, "There is no field \(error.path) here.")
        } catch let error as DecodingError {
            throw explain(error)
        } catch {
            throw .invalid("body", "The body is not valid JSON.")
        }
    }

    private struct UnknownField: Error {
        let path: String
    }

    private struct Envelope<Body: StrictBody>: Decodable {
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

    private static func explain(_ error: DecodingError) -> AdminError {
        switch error {
        case .keyNotFound(let key, let context):
            let path = path(context.codingPath + [key])
            return .invalid(path, "\(path) is required.")
        case .valueNotFound(_, let context):
            let path = path(context.codingPath)
            guard !path.isEmpty else { return .invalid("body", "The body must be a JSON object.") }
            return .invalid(path, "\(path) must not be null.")
        case .typeMismatch(let type, let context):
            return mismatch(path(context.codingPath), type)
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            return .invalid("body", "The body is not valid JSON.")
        case .dataCorrupted(let context):
            let path = path(context.codingPath)
            return .invalid(path, "\(path) has a value that cannot be read, or is out of range.")
        @unknown default:
            return .invalid("body", "The body is not valid JSON.")
        }
    }

    private static func mismatch(_ path: String, _ type: any Any.Type) -> AdminError {
        guard !path.isEmpty else { return .invalid("body", "The body must be a JSON object.") }
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

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else if key.stringValue != "super" {
                path += (path.isEmpty ? "" : ".") + printable(key.stringValue)
            }
        }
    }

    /// A name from outside, cut and cleaned so that it can stand in an error; never one that may be a secret.
    private static func printable(_ name: String) -> String {
        guard !SecretKind.allCases.contains(where: { name.contains($0.rawValue) }) else { return "•••" }
        return String(
            name.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(64).map(Character.init))
    }
}
