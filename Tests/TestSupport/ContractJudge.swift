import AdminAPI
import HTTPTypes

/// Holds a request and its answer against the OpenAPI document: the operation, the status, the content type, the body,
/// the error's code, and the headers.
public struct ContractJudge: Sendable {
    /// The document as the daemon serves it. The issuer is the only thing in it that a setting changes.
    public static let served = ContractJudge(
        document: JSONValue(bytes: Array(OpenAPIDocument.text(issuer: "http://127.0.0.1:8700").utf8)) ?? .null)

    let document: JSONValue
    private let paths: [(segments: [Substring], methods: [String: JSONValue])]
    /// In lower case, as they are compared.
    private let knownHeaders: [String]

    public init(document: JSONValue) {
        self.document = document
        paths = (document["paths"]?.object ?? [:]).map { (Self.segments($0.key), $0.value.object ?? [:]) }
        knownHeaders = (document["components"]?["headers"]?.object ?? [:]).keys.map { $0.lowercased() }
    }

    /// What is not as documented, each as a sentence.
    ///
    /// - Parameters:
    ///   - path: as it was sent, with its query.
    ///   - request: the body that was sent, if it was JSON.
    public func problems(
        _ method: HTTPRequest.Method, _ path: String, request: JSONValue?, reply: Reply
    ) -> [String] {
        guard let methods = operations(at: String(path.prefix { $0 != "?" })) else {
            return refusalProblems(reply, statuses: [400, 404], "a path that is not documented")
        }
        let name = method == .head ? "get" : method.rawValue.lowercased()
        // What is there under all methods that a document can name takes the others, too, and does the same.
        guard let operation = methods[name] ?? (methods["trace"] == nil ? nil : methods["get"]) else {
            return refusalProblems(reply, statuses: [400, 405], "a method that is not documented")
        }
        guard let described = operation["responses"]?[String(reply.status)].map(resolved) else {
            return ["the status \(reply.status) is not documented: \(reply.text)"]
        }
        return headerProblems(reply, described) + bodyProblems(reply, described, isHead: method == .head)
            + requestProblems(request, operation, reply)
    }

    private func refusalProblems(_ reply: Reply, statuses: [Int], _ what: String) -> [String] {
        guard statuses.contains(reply.status) else { return ["\(what) was answered with \(reply.status)"] }
        let name = reply.json["error"]?["code"] == nil ? "OAuthError" : "Error"
        let judge = JSONSchema(document: document, reference: "#/components/schemas/\(name)", isClosed: true)
        return judge.problems(in: reply.json)
    }

    /// The most concrete of the paths that fit: `/rotate_all` is one of its own, not a key with a strange id.
    private func operations(at path: String) -> [String: JSONValue]? {
        let segments = Self.segments(path)
        let fitting = paths.filter { known in
            known.segments.count == segments.count
                && zip(known.segments, segments).allSatisfy { $0.first == "{" && !$1.isEmpty || $0 == $1 }
        }
        return fitting.min { left, right in
            left.segments.count { $0.first == "{" } < right.segments.count { $0.first == "{" }
        }?.methods
    }

    private static func segments(_ path: String) -> [Substring] {
        path.split(separator: "/", omittingEmptySubsequences: false)
    }

    private func resolved(_ node: JSONValue) -> JSONValue {
        node["$ref"]?.string.flatMap { JSONSchema.resolve($0, in: document) } ?? node
    }
}

extension ContractJudge {
    /// Required headers are there and fit, and none that the document knows comes where it is not listed.
    private func headerProblems(_ reply: Reply, _ described: JSONValue) -> [String] {
        let listed = (described["headers"]?.object ?? [:]).mapValues(resolved)
        let names = listed.keys.map { $0.lowercased() }
        let unlisted = reply.headers.map(\.name.canonicalName).filter { name in
            knownHeaders.contains(name) && !names.contains(name)
        }
        return unlisted.map { "the header \($0) is not documented at \(reply.status)" }
            + listed.sorted { $0.key < $1.key }.flatMap { name, header -> [String] in
                guard let text = reply.header(name) else {
                    return header["required"] == true ? ["the header \(name) is missing at \(reply.status)"] : []
                }
                let schema = header["schema"] ?? [:]
                let value = schema["type"] == "integer" ? Double(text).map(JSONValue.number) : nil
                return JSONSchema(document: document, schema: schema).problems(in: value ?? .string(text))
                    .map { "the header \(name): \($0)" }
            }
    }

    private func bodyProblems(_ reply: Reply, _ described: JSONValue, isHead: Bool) -> [String] {
        guard let content = described["content"]?.object else {
            return reply.bytes.isEmpty ? [] : ["the status \(reply.status) is documented without a body: \(reply.text)"]
        }
        let type = (reply.header("Content-Type") ?? "none").prefix { $0 != ";" }
        guard let media = content[String(type)], let schema = media["schema"] else {
            return ["the content type \(type) is not documented at \(reply.status)"]
        }
        if isHead { return [] }
        let value = type == "application/json" ? reply.json : .string(reply.text)
        return JSONSchema(document: document, schema: schema, isClosed: true).problems(in: value)
            + codeProblems(value, media)
    }

    /// An error names one of the codes that the reply has an example of.
    private func codeProblems(_ body: JSONValue, _ media: JSONValue) -> [String] {
        guard let code = body["error"]?["code"]?.string ?? body["error"]?.string,
            let examples = media["examples"]?.object
        else { return [] }
        return examples[code] == nil ? ["the error \(code) is not documented there: \(body)"] : []
    }

    /// What was taken is what the document says can be sent.
    private func requestProblems(_ request: JSONValue?, _ operation: JSONValue, _ reply: Reply) -> [String] {
        guard let request, (200..<300).contains(reply.status) else { return [] }
        guard let schema = operation["requestBody"]?["content"]?["application/json"]?["schema"] else {
            return ["a body was taken where none is documented: \(request)"]
        }
        return JSONSchema(document: document, schema: schema).problems(in: request).map {
            "the request was taken: \($0)"
        }
    }
}
