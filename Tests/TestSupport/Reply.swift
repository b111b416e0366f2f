import HTTPTypes

/// What the application answered.
public struct Reply: Sendable {
    public let status: Int
    public let headers: HTTPFields
    public let bytes: [UInt8]

    public init(status: Int, headers: HTTPFields, bytes: [UInt8]) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }
    /// `.null` for a body that is no JSON, or that is not there.
    public var json: JSONValue { JSONValue(bytes: bytes) ?? .null }
    public var errorCode: String? { json["error"]?["code"]?.string }
    public var errorParam: String? { json["error"]?["param"]?.string }

    public subscript(_ name: String) -> JSONValue? { json[name] }

    public func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// Everything that a caller can tell two replies by, but for what is new in every reply.
    public var comparable: String {
        let fields = headers.filter { $0.name.canonicalName != "x-request-id" }
            .map { "\($0.name.canonicalName): \($0.value)" }.sorted()
        let id = headers[HTTPField.Name("X-Request-Id")!] ?? "-"
        return ([String(status)] + fields + [text.replacing(id, with: "<request>")]).joined(separator: "\n")
    }
}

/// A request together with its answer, as the canary looks through them.
public struct Exchange: Sendable {
    public let method: String
    public let path: String
    public let reply: Reply
}

/// A fixture could not be made: what it asked for was refused.
public struct FixtureFailure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
