import Foundation
import NIOCore
import TestSupport
import Wire

@testable import AdminAPI

/// An example with the schema it stands beside.
struct DocumentedExample: CustomStringConvertible {
    let place: String
    let schema: JSONValue
    let value: JSONValue

    var description: String { place }

    var documentSchema: DocumentSchema? {
        schema["$ref"]?.string.flatMap { $0.split(separator: "/").last }.flatMap {
            DocumentSchema(rawValue: String($0))
        }
    }

    /// Every example of a body, a parameter or a header.
    static let all: [DocumentedExample] = bodies + described("parameters") + described("headers")

    static let bodies: [DocumentedExample] = ServedDocument.operations.flatMap { operation in
        let request = operation.body["requestBody"].map { [("request", $0)] } ?? []
        let replies = (operation.body["responses"]?.object ?? [:]).map { ($0.key, ServedDocument.resolved($0.value)) }
        return (request + replies).flatMap { name, body in content(of: body, at: "\(operation) \(name)") }
    }

    static func examples(of schema: DocumentSchema) -> [JSONValue] {
        bodies.filter { $0.documentSchema == schema }.map(\.value)
    }

    private static func content(of body: JSONValue, at place: String) -> [DocumentedExample] {
        (body["content"]?.object ?? [:]).flatMap { type, content in
            let named = (content["examples"]?.object ?? [:]).values.compactMap { $0["value"] }
            return ((content["example"].map { [$0] } ?? []) + named).map { example in
                DocumentedExample(place: "\(place) \(type)", schema: content["schema"] ?? .null, value: example)
            }
        }
    }

    private static func described(_ kind: String) -> [DocumentedExample] {
        (ServedDocument.document["components"]?[kind]?.object ?? [:]).map { name, component in
            DocumentedExample(
                place: "\(kind) \(name)", schema: component["schema"] ?? .null, value: component["example"] ?? .null)
        }
    }
}

extension Shape {
    /// Whether the program's own type reads the value.
    func reads(_ value: JSONValue) -> Bool {
        switch self {
        case .request(let body): (try? StrictJSON.decode(body, from: ByteBuffer(bytes: value.bytes))) != nil
        case .reply(let body, _): (try? JSONDecoder().decode(body, from: Data(value.bytes))) != nil
        case .form, .other: true
        }
    }
}
