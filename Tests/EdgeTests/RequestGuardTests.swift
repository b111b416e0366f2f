import Domain
import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import Testing

@testable import Edge

/// The guard on a pipeline of HTTP/1.1, with a clock that the test moves.
struct RequestGuardTests {
    private struct Pipeline {
        let loop = EmbeddedEventLoop()
        let channel: EmbeddedChannel
        let counters = EdgeCounters()

        init(bodyBytes: Int = 100) throws {
            channel = EmbeddedChannel(loop: loop)
            let limits = EdgeLimits(
                handshake: .seconds(1), head: .seconds(10), body: .seconds(30), reply: .seconds(1), idle: .seconds(60),
                headBytes: 1000, bodyBytes: bodyBytes, streams: 1)
            let head = HeadDeadline(limits.head)
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(head)
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false)
            try pipeline.addHandlers(HTTP1Head(), HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(
                RequestGuard(limits, counters, head: head) { error in
                    EdgeRefusal(
                        status: .init(code: error.code == .requestTimeout ? 408 : 400), headers: [:],
                        body: ByteBuffer(string: error.code.rawValue))
                })
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        }

        func receive(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

        /// What the application was given.
        func parts() throws -> [HTTPRequestPart] {
            var parts: [HTTPRequestPart] = []
            while let part = try channel.readInbound(as: HTTPRequestPart.self) { parts.append(part) }
            return parts
        }

        func answer(_ status: HTTPResponse.Status = .ok) throws {
            try channel.writeOutbound(
                HTTPResponsePart.head(HTTPResponse(status: status, headerFields: [.contentLength: "0"])))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
        }

        /// What the peer was sent since the last look.
        func sent() throws -> String {
            var text = ""
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
            return text
        }
    }

    private let post = "POST /a HTTP/1.1\r\nHost: a\r\n"

    @Test func `a request that comes whole is passed on and leaves no timer behind`() throws {
        let pipeline = try Pipeline()
        try pipeline.receive(post + "Content-Length: 2\r\n\r\n{}")
        #expect(try pipeline.parts().count == 3)
        pipeline.loop.advanceTime(by: .hours(1))
        try pipeline.answer()
        #expect(try pipeline.sent().hasPrefix("HTTP/1.1 200"))
        #expect(pipeline.channel.isActive)
        #expect(pipeline.counters.count(of: .bodyTimeout) == 0)
    }

    @Test func `a head has its time from its first byte, however it dribbles`() throws {
        let pipeline = try Pipeline()
        try pipeline.receive("POST /a")
        for _ in 0..<9 {
            pipeline.loop.advanceTime(by: .seconds(1))
            try pipeline.receive("a")
        }
        #expect(try pipeline.sent().isEmpty)
        pipeline.loop.advanceTime(by: .seconds(1))
        let sent = try pipeline.sent()
        #expect(sent.hasPrefix("HTTP/1.1 408") && sent.hasSuffix("request_timeout"))
        #expect(pipeline.counters.count(of: .headTimeout) == 1)
        pipeline.loop.advanceTime(by: .seconds(2))
        #expect(!pipeline.channel.isActive)
    }

    @Test func `a body has its time from its head, and the application answers when it is over`() throws {
        let pipeline = try Pipeline()
        try pipeline.receive(post + "Content-Length: 99\r\n\r\n")
        for _ in 0..<29 {
            pipeline.loop.advanceTime(by: .seconds(1))
            try pipeline.receive("a")
        }
        pipeline.loop.advanceTime(by: .seconds(1))
        #expect(throws: AdminError.slowBody) { try pipeline.channel.throwIfErrorCaught() }
        try pipeline.answer(.requestTimeout)
        #expect(try pipeline.sent().contains("Connection: close"))
        pipeline.loop.advanceTime(by: .seconds(2))
        #expect(!pipeline.channel.isActive)
    }

    @Test func `an answer to a body that nobody reads ends the connection, unless its rest is small`() throws {
        for (framing, isKept) in [
            ("Content-Length: 100\r\n\r\n{", true), ("Content-Length: 101\r\n\r\n{", false),
            ("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", false),
        ] {
            let pipeline = try Pipeline()
            try pipeline.receive(post + framing)
            try pipeline.answer(.unauthorized)
            #expect(try pipeline.sent().contains("Connection: close") != isKept, "\(framing)")
            pipeline.loop.advanceTime(by: .seconds(5))
            #expect(pipeline.channel.isActive == isKept, "\(framing)")
            // Whoever goes on sending is cut off all the same.
            pipeline.loop.advanceTime(by: .seconds(30))
            #expect(!pipeline.channel.isActive)
        }
    }

    @Test func `what follows on a reply that ends the connection is never read`() throws {
        let pipeline = try Pipeline()
        try pipeline.receive(post + "Content-Length: 101\r\n\r\n{")
        try pipeline.answer(.contentTooLarge)
        _ = try pipeline.parts()
        try pipeline.receive(String(repeating: " ", count: 100) + post + "Content-Length: 0\r\n\r\n")
        #expect(try pipeline.parts().isEmpty)
    }

    @Test func `a body is asked for when it is wanted, and when nothing else is being said`() throws {
        let expectation = "Expect: 100-continue\r\nContent-Length: "
        let wanted = try Pipeline()
        try wanted.receive(post + expectation + "100\r\n\r\n")
        #expect(try wanted.sent() == "HTTP/1.1 100 Continue\r\n\r\n")
        let unwanted = try Pipeline()
        try unwanted.receive(post + expectation + "101\r\n\r\n")
        #expect(try unwanted.sent().isEmpty)
        let second = try Pipeline()
        try second.receive(post + "Content-Length: 0\r\n\r\n" + post + expectation + "1\r\n\r\n")
        #expect(try second.sent().isEmpty)
    }

    @Test func `what is no request is refused after the answers to what came before it`() throws {
        let pipeline = try Pipeline()
        try pipeline.receive(post + "Content-Length: 0\r\n\r\nGET /b HTTP/1.1\r\n\r\n")
        #expect(try pipeline.sent().isEmpty)
        try pipeline.answer()
        let sent = try pipeline.sent()
        #expect(sent.hasPrefix("HTTP/1.1 200") && sent.hasSuffix("invalid_request"))
        #expect(sent.components(separatedBy: "Connection: close").count == 2)
        #expect(sent.components(separatedBy: "HTTP/1.1 400").count == 2)
    }

    @Test(
        arguments: [
            ("/v1/import", 1000), ("/v1/import?dry_run=true", 1000), ("/v1/imports", 100), ("/v1/import/x", 100),
            ("/v1/impor", 100), ("/", 100), ("", 100), (nil, 100),
        ] as [(String?, Int)])
    func `only the paths that are named take larger bodies, whatever their query`(_ target: String?, _ bytes: Int) {
        var limits = EdgeLimits(
            handshake: .seconds(1), head: .seconds(1), body: .seconds(1), reply: .seconds(1), idle: .seconds(1),
            headBytes: 1, bodyBytes: 100, streams: 1)
        #expect(limits.bodyBytes(at: target) == 100)
        limits.largeBodies = ["/v1/import": 1000, "/v1/other": 1]
        #expect(limits.bodyBytes(at: target) == bytes && limits.bodyBytes(at: "/v1/other") == 100)
    }
}
