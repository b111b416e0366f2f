import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Wire

/// A request as a route reads it: every reading throws an error that names what is wrong.
final class RouteRequest: Sendable {
    let endpoint: Endpoint
    let request: Request
    let context: AdminRequestContext
    let maximumBodyBytes: Int
    let origin: CallOrigin
    /// The body, once it has been read: it can be read from the connection only once.
    private let collected = Mutex<ByteBuffer?>(nil)

    init(
        _ endpoint: Endpoint, request: Request, context: AdminRequestContext, maximumBodyBytes: Int
    ) {
        self.endpoint = endpoint
        self.request = request
        self.context = context
        self.maximumBodyBytes = maximumBodyBytes
        origin = CallOrigin(
            requestID: context.requestID, source: context.source,
            userAgent: request.headers.value(of: .userAgent))
    }

    /// A parameter of the path. What is missing reads as empty, which no id is.
    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }

    /// The model that the path names, by id or name. A name may hold a slash, which is then percent-encoded.
    var model: String {
        let caught = context.parameters.getCatchAll()
        let text = caught.isEmpty ? parameter("model") : caught.joined(separator: "/")
        return PercentEncoding.decode(text) ?? ""
    }

    func body<Body: StrictBody>(_ type: Body.Type) async throws(AdminError) -> Body {
        try StrictJSON.decode(type, from: try await bodyOfJSON())
    }

    func body<Body: PlainBody>(_ type: Body.Type) async throws(AdminError) -> Body {
        let buffer = try await bodyOfJSON()
        if let body = Body(plain: buffer) { return body }
        return try StrictJSON.decode(type, from: buffer)
    }

    private func bodyOfJSON() async throws(AdminError) -> ByteBuffer {
        let buffer = try await collect()
        if buffer.readableBytes > 0 {
            try request.method == .patch
                ? requireMediaType("application/json", "application/merge-patch+json")
                : requireMediaType("application/json")
        }
        return buffer
    }

    func collect() async throws(AdminError) -> ByteBuffer {
        if let buffer = collected.withLock({ $0 }) { return buffer }
        do {
            var buffer = try await request.body.collect(upTo: maximumBodyBytes)
            // A byte-order mark, which editors and shells of Windows write, says nothing (RFC 8259 §8.1).
            if buffer.readableBytesView.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.moveReaderIndex(forwardBy: 3) }
            collected.withLock { $0 = buffer }
            return buffer
        } catch {
            throw AdminError(readingBody: error)
        }
    }

    func requireMediaType(_ allowed: String...) throws(AdminError) {
        let given = request.headers.value(of: .contentType) ?? ""
        if allowed.contains(given) { return }
        let essence = given.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard allowed.contains(essence) else {
            throw AdminError(
                .unsupportedMediaType, "The Content-Type must be \(allowed[0]).", param: "Content-Type")
        }
    }

    /// Reads the query; a name that the operation does not know is an error, not a wish that is silently dropped.
    func query(_ known: String...) throws(AdminError) -> [String: String] { try query(known) }

    func query(_ known: [String]) throws(AdminError) -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            guard known.contains(String(name)) else {
                let all = known.isEmpty ? "none" : known.joined(separator: ", ")
                throw .invalid("query", "This operation has no such query parameter; it knows: \(all).")
            }
            let text = try TextRule.text.checked(String(value), String(name))
            guard values.updateValue(text, forKey: String(name)) == nil else {
                throw .invalid(String(name), "\(name) is given twice.")
            }
        }
        return values
    }

    /// `true` or `false`; the latter where it is absent.
    func flag(_ name: String, in query: [String: String]) throws(AdminError) -> Bool {
        try choice(query[name] ?? "false", name, as: Flag.self) == .true
    }

    /// `nil` where it is absent. A plus in a query reads as a blank, and an offset may begin with one.
    func instant(_ name: String, in query: [String: String]) throws(AdminError) -> Instant? {
        try query[name].map { text throws(AdminError) in try parsedInstant(text.replacing(" ", with: "+"), name) }
    }

    /// `nil` where it is absent.
    func id<Entity>(_ name: String, in query: [String: String]) throws(AdminError) -> Identifier<Entity>? {
        try query[name].map { text throws(AdminError) in
            guard let id = Identifier<Entity>(text) else { throw .invalid(name, "\(name) must be an id.") }
            return id
        }
    }

    /// The longest name and value, in characters, with the sign between.
    static let longestLabel = Metadata.maximumNameLength + 1 + Metadata.maximumValueLength

    /// One of a thing's labels, `name=value`; `nil` where it is absent.
    func label(_ name: String, in query: [String: String]) throws(AdminError) -> (name: String, value: String)? {
        guard let text = query[name] else { return nil }
        guard let sign = text.firstIndex(of: "="), sign > text.startIndex, text.count <= Self.longestLabel else {
            throw .invalid(
                name,
                """
                \(name) must be a name and a value with = between, such as env=production, of at most \
                \(Self.longestLabel) characters.
                """)
        }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }

    private enum Flag: String, CaseIterable { case `true`, `false` }

    func page<Entity>(_ entity: Entity.Type, in query: [String: String]) throws(AdminError) -> PageRequest<Entity> {
        var limit = PageRequest<Entity>.defaultLimit
        if let text = query["limit"] {
            guard let number = Int(text) else { throw .invalid("limit", "limit must be a whole number.") }
            limit = number
        }
        guard let text = query["after"] else { return try PageRequest(limit: limit) }
        guard let after = Identifier<Entity>(text) else {
            throw .invalid("after", "after must be the id of the last item of the page before.")
        }
        return try PageRequest(limit: limit, after: after)
    }
}
