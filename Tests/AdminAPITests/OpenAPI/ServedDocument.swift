import TestSupport
import Wire

@testable import AdminAPI

/// The document as a reader gets it.
enum ServedDocument {
    static let issuer = "https://keyhold.example.com"
    static let text = OpenAPIDocument.text(issuer: issuer)
    static let document = JSONValue(bytes: Array(text.utf8)) ?? .null

    struct Operation: CustomStringConvertible {
        let method: String
        let path: String
        let body: JSONValue

        var description: String { "\(method) \(path)" }
    }

    static let operations: [Operation] = (document["paths"]?.object ?? [:]).flatMap { path, methods in
        (methods.object ?? [:]).map { Operation(method: $0.key.uppercased(), path: path, body: $0.value) }
    }

    static func operation(_ endpoint: Endpoint) -> JSONValue? {
        document["paths"]?[endpoint.path]?[endpoint.method.rawValue.lowercased()]
    }

    static func schema(_ schema: DocumentSchema) -> JSONValue? { document["components"]?["schemas"]?[schema.rawValue] }

    /// The node itself, or what it refers to.
    static func resolved(_ node: JSONValue) -> JSONValue {
        node["$ref"]?.string.flatMap { JSONSchema.resolve($0, in: document) } ?? node
    }

    /// Every node of a tree, the tree itself first.
    static func nodes(of tree: JSONValue) -> [JSONValue] {
        let children = (tree.array ?? []) + (tree.object.map { Array($0.values) } ?? [])
        return [tree] + children.flatMap { nodes(of: $0) }
    }

    static func references(in tree: JSONValue) -> [String] { nodes(of: tree).compactMap { $0["$ref"]?.string } }
}
