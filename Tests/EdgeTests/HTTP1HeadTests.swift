import Domain
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Testing

@testable import Edge

/// Whether a connection outlives its reply, by the version and the wish of the request.
struct HTTP1HeadTests {
    private let loop = EmbeddedEventLoop()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(loop: loop)
        let limits = EdgeLimits(
            handshake: .seconds(1), head: .seconds(10), body: .seconds(30), reply: .seconds(1), idle: .seconds(60),
            headBytes: 1000, bodyBytes: 100, streams: 1)
        let head = HeadDeadline(limits.head)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(head)
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
        try pipeline.addHandlers(HTTP1Head(), HTTP1ToHTTPServerCodec(secure: false))
        try pipeline.addHandler(
            RequestGuard(limits, EdgeCounters(), head: head) { error in
                EdgeRefusal(status: .badRequest, headers: [:], body: ByteBuffer(string: error.code.rawValue))
            })
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
    }

    /// What is answered to a request of a GET.
    private func reply(_ head: String) throws -> String {
        try channel.writeInbound(ByteBuffer(string: "GET /a " + head + "\r\n\r\n"))
        return try answer()
    }

    private func answer() throws -> String {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: [.contentLength: "0"])))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
        return try sent()
    }

    private func sent() throws -> String {
        var text = ""
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
        return text
    }

    private func isOpenAfterward() -> Bool {
        loop.advanceTime(by: .seconds(3))
        return channel.isActive
    }

    @Test(
        arguments: [
            "HTTP/1.0", "HTTP/1.0\r\nHost: a", "HTTP/1.0\r\nConnection: close",
            "HTTP/1.0\r\nConnection: keep-alive, close", "HTTP/1.0\r\nConnection: x",
            "HTTP/1.1\r\nHost: a\r\nConnection: close", "HTTP/1.1\r\nHost: a\r\nConnection: x, Close",
        ])
    func `a request that asks for no more is the last, and its reply says so`(_ head: String) throws {
        let reply = try reply(head)
        #expect(reply.hasPrefix("HTTP/1.1 200") && reply.contains("Connection: close"), "\(reply)")
        #expect(!reply.contains("keep-alive") && !isOpenAfterward())
    }

    @Test(arguments: ["keep-alive", "Keep-Alive", "x, keep-alive"])
    func `a request of HTTP 1.0 that asks for more is told that it is granted`(_ wish: String) throws {
        for _ in 0..<2 {
            let reply = try reply("HTTP/1.0\r\nConnection: \(wish)")
            #expect(reply.contains("Connection: keep-alive") && !reply.contains("close"), "\(reply)")
            #expect(isOpenAfterward())
        }
        #expect(try reply("HTTP/1.0").contains("Connection: close") && !isOpenAfterward())
    }

    @Test func `HTTP 1.1 keeps its connection without a word`() throws {
        let reply = try reply("HTTP/1.1\r\nHost: a")
        #expect(!reply.contains("Connection") && isOpenAfterward())
    }

    @Test func `what follows on the last request is not read`() throws {
        let last = "GET /a HTTP/1.0\r\n\r\n"
        try channel.writeInbound(ByteBuffer(string: last + "GET /b HTTP/1.1\r\nHost: a\r\n\r\n"))
        var heads = 0
        while let part = try channel.readInbound(as: HTTPRequestPart.self) { if case .head = part { heads += 1 } }
        #expect(heads == 1)
        let reply = try answer()
        #expect(reply.hasPrefix("HTTP/1.1 200") && reply.contains("Connection: close") && !reply.contains("400"))
        #expect(!isOpenAfterward())
    }

    @Test func `the body of the last request is read`() throws {
        try channel.writeInbound(ByteBuffer(string: "POST /a HTTP/1.0\r\nContent-Length: 2\r\n\r\n{"))
        try channel.writeInbound(ByteBuffer(string: "}"))
        var bytes = 0
        while let part = try channel.readInbound(as: HTTPRequestPart.self) {
            if case .body(let body) = part { bytes += body.readableBytes }
        }
        #expect(bytes == 2)
        #expect(try answer().contains("Connection: close") && !isOpenAfterward())
    }

    @Test func `nobody of HTTP 1.0 is asked for a body, and one of doubtful length is the last`() throws {
        try channel.writeInbound(
            ByteBuffer(string: "POST /a HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"))
        #expect(try sent().isEmpty)
        try channel.writeInbound(ByteBuffer(string: "{}"))
        _ = try answer()
        #expect(!isOpenAfterward())
    }

    @Test(arguments: ["", "\r\nHost: a\r\nHost: a", "\r\nHost: a, b", "\r\nHost: a/b"])
    func `HTTP 1.1 names one host`(_ fields: String) throws {
        try channel.writeInbound(ByteBuffer(string: "GET /a HTTP/1.1\(fields)\r\n\r\n"))
        #expect(try sent().hasPrefix("HTTP/1.1 400") && !isOpenAfterward())
    }
}
