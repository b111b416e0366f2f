import AdminAPI
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// A request that can be put to the hot path and to the routes alike.
struct HotAsk: Sendable {
    var method = HTTPRequest.Method.post
    var path = "/v1/keys/verify"
    var headers: [(String, String)]
    var body: String?
    var version = HTTPVersion.http1_1
    var address = "192.0.2.1"
}

extension HotAsk {
    static let grant = "grant_type=client_credentials"

    /// A request for a token, as client libraries send it.
    init(token client: Credential, body: String = grant, _ more: [(String, String)] = []) {
        let basic = Data("\(client.id):\(client.secret)".utf8).base64EncodedString()
        let form = ("Content-Type", "application/x-www-form-urlencoded")
        self.init(path: "/oauth2/token", headers: [("Authorization", "Basic \(basic)"), form] + more, body: body)
    }
}

extension World {
    /// What the hot path of a new connection decides; `nil` where it leaves the request to the route.
    func decision(_ ask: HotAsk, _ surfaces: Set<Surface> = [.verify]) throws -> HotPath.Decision? {
        let maker = try #require(application.hotPath(surfaces: surfaces))
        let path = maker(try SocketAddress(ipAddress: ask.address, port: 50_000))
        let head = HTTPRequestHead(
            version: ask.version, method: HTTPMethod(rawValue: ask.method.rawValue), uri: ask.path,
            headers: HTTPHeaders([("Host", "test")] + ask.headers))
        guard path.takes(head) else { return nil }
        return path.answer(head, body: ask.body.map { ByteBuffer(string: $0) })
    }

    /// What the hot path answers; `nil` where it leaves the request to the route, at once or when it could not be written.
    func hot(_ ask: HotAsk, _ surfaces: Set<Surface> = [.verify]) async throws -> Reply? {
        guard let decision = try decision(ask, surfaces), await decision.isOnDisk() else { return nil }
        let reply = decision.reply()
        var fields = HTTPFields()
        for (name, value) in reply.head.headers { fields.append(HTTPField(name: HTTPField.Name(name)!, value: value)) }
        return Reply(
            status: Int(reply.head.status.code), headers: fields,
            bytes: reply.body.map { Array($0.readableBytesView) } ?? []
        )
    }

    func route(_ ask: HotAsk) async throws -> Reply {
        try await send(
            ask.method, ask.path, headers: ask.headers, body: Array((ask.body ?? "").utf8), from: ask.address)
    }

    /// Both ways leave the same line in the log.
    func expectSameLine(_ ask: HotAsk) async throws {
        let start = logs.lines.count
        _ = try await route(ask)
        _ = try #require(try await hot(ask))
        let lines = logs.lines[start...].map { line in
            line.split(separator: " ").filter { !$0.hasPrefix("duration") && !$0.hasPrefix("request_id") }
        }
        #expect(lines.count == 2 && lines[0] == lines[1])
    }

    /// As a connection answers: by the hot path where that does, by the route otherwise.
    func answer(_ ask: HotAsk) async throws -> Reply {
        if let reply = try await hot(ask) { return reply }
        return try await route(ask)
    }
}

extension HotPath.Decision {
    func isOnDisk() async -> Bool {
        guard let whenOnDisk else { return true }
        return await withCheckedContinuation { continuation in whenOnDisk { continuation.resume(returning: $0) } }
    }
}

extension Reply {
    /// All of it but what the server adds to a route's reply, and the hot path by itself.
    var withoutServerFields: String {
        var headers = headers
        (headers[.date], headers[.contentLength]) = (nil, nil)
        return Reply(status: status, headers: headers, bytes: bytes).comparable
    }
}
