import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Edge

/// What passes a shortcut, what does not, and in which order replies leave.
struct ShortcutTests {
    private let channel: EmbeddedChannel

    /// What decides on requests at `/hot/later`, oldest first.
    private let decisions = Decisions()

    private final class Decisions {
        var open: [@Sendable (Bool) -> Void] = []
    }

    /// Takes what is at `/hot…`, and answers all of that but `/hot/no` with its body.
    init() throws {
        let shortcut = Shortcut(
            takes: { $0.uri.hasPrefix("/hot") },
            answer: { [decisions] head, body in
                let reply = (HTTPResponseHead(version: .http1_1, status: .ok), body)
                return switch head.uri {
                case "/hot/no": nil
                case "/hot/later": .later(whenDecided: { decisions.open.append($0) }, reply: { reply })
                default: .now(reply)
                }
            })
        let deadline = HeadDeadline(.seconds(10))
        channel = EmbeddedChannel(handlers: [deadline, ShortcutHandler(shortcut, deadline)])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func request(_ uri: String, body: String? = nil) -> [HTTPServerRequestPart] {
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: uri)
        return [.head(head)] + (body.map { [.body(ByteBuffer(string: $0))] } ?? []) + [.end(nil)]
    }

    private func come(_ parts: [HTTPServerRequestPart]) throws {
        for part in parts { channel.pipeline.fireChannelRead(part) }
        channel.pipeline.fireChannelReadComplete()
        try channel.throwIfErrorCaught()
    }

    /// What the application was given, in words.
    private func passed() throws -> [String] {
        var words: [String] = []
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            switch part {
            case .head(let head): words.append(head.uri)
            case .body(let body): words.append(String(buffer: body))
            case .end: words.append("end")
            }
        }
        return words
    }

    private func replied() throws -> [String] {
        var words: [String] = []
        while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
            switch part {
            case .head(let head): words.append("\(head.status.code)")
            case .body(.byteBuffer(let body)): words.append(String(buffer: body))
            case .body: words.append("file")
            case .end: words.append("end")
            }
        }
        return words
    }

    private func decide(_ isReply: Bool) {
        decisions.open.removeFirst()(isReply)
        channel.embeddedEventLoop.run()
    }

    private func reply(_ status: HTTPResponseStatus) throws {
        channel.write(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: status)), promise: nil)
        channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
    }

    @Test func `a request that came whole is answered, and the application sees nothing of it`() throws {
        try come(request("/hot", body: "a"))
        #expect(try replied() == ["200", "a", "end"])
        try come(request("/hot"))
        #expect(try replied() == ["200", "end"])
        #expect(try passed().isEmpty)
    }

    @Test func `what is not taken, or not answered, reaches the application as it came`() throws {
        try come(request("/cold", body: "a"))
        try reply(.accepted)
        try come(request("/hot/no", body: "b"))
        #expect(try passed() == ["/cold", "a", "end", "/hot/no", "b", "end"])
        #expect(try replied() == ["202", "end"])
    }

    @Test func `what comes in pieces is not waited for`() throws {
        let parts = request("/hot", body: "a")
        try come([parts[0]])
        #expect(try passed() == ["/hot"])
        try come([parts[1]])
        try come([parts[2]])
        #expect(try passed() == ["a", "end"])
        try reply(.accepted)
        try come([parts[0], parts[1], parts[1], parts[2]])
        #expect(try passed() == ["/hot", "a", "a", "end"])
        #expect(try replied() == ["202", "end"])
    }

    @Test func `trailers are for the application`() throws {
        try come([request("/hot")[0], .end(["a": "b"])])
        #expect(try passed() == ["/hot", "end"])
    }

    @Test func `replies leave in the order of the requests`() throws {
        try come(request("/hot", body: "1") + request("/cold", body: "2") + request("/hot", body: "3"))
        #expect(try replied() == ["200", "1", "end"])
        #expect(try passed() == ["/cold", "2", "end", "/hot", "3", "end"])
        try reply(.accepted)
        // One reply is still owed.
        try come(request("/hot", body: "4"))
        #expect(try passed() == ["/hot", "4", "end"])
        try reply(.created)
        try reply(.notFound)
        #expect(try replied() == ["202", "end", "201", "end", "404", "end"])
        try come(request("/hot", body: "5") + request("/hot", body: "6"))
        #expect(try replied() == ["200", "5", "end", "200", "6", "end"])
    }

    @Test func `a request that is decided later is answered then, and what follows waits for its turn`() throws {
        try come(request("/hot/later", body: "1") + request("/hot", body: "2") + request("/cold", body: "3"))
        #expect(try replied().isEmpty && passed().isEmpty)
        try come(request("/hot", body: "4"))
        decide(true)
        #expect(try replied() == ["200", "1", "end", "200", "2", "end"])
        #expect(try passed() == ["/cold", "3", "end", "/hot", "4", "end"])
    }

    @Test func `several that are decided later are asked one after the other`() throws {
        try come(request("/hot/later", body: "1") + request("/hot/later", body: "2") + request("/hot", body: "3"))
        #expect(decisions.open.count == 1)
        decide(true)
        #expect(try replied() == ["200", "1", "end"] && decisions.open.count == 1)
        decide(true)
        #expect(try replied() == ["200", "2", "end", "200", "3", "end"] && passed().isEmpty)
    }

    @Test func `one that is not answered after all reaches the application as it came`() throws {
        try come(request("/hot/later", body: "1") + request("/hot", body: "2"))
        decide(false)
        #expect(try passed() == ["/hot/later", "1", "end", "/hot", "2", "end"])
        try reply(.accepted)
        try reply(.created)
        #expect(try replied() == ["202", "end", "201", "end"])
    }

    @Test func `nobody hangs up on a request that is being decided`() throws {
        try come(request("/hot/later", body: "1"))
        let closed = channel.close()
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(channel.isActive)
        decide(true)
        #expect(try replied() == ["200", "1", "end"])
        #expect(!channel.isActive)
        try closed.wait()
    }

    @Test func `what is wrong with the bytes that follow is said after the reply`() throws {
        try come(request("/hot/later", body: "1"))
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
        try channel.throwIfErrorCaught()
        decide(true)
        #expect(try replied() == ["200", "1", "end"])
        #expect(throws: HTTPParserError.invalidMethod) { try channel.throwIfErrorCaught() }
    }

    @Test func `a decision for a connection that is gone is nobody's`() throws {
        try come(request("/hot/later", body: "1"))
        channel.pipeline.fireChannelInactive()
        decide(true)
        #expect(try replied().isEmpty && passed().isEmpty)
    }

    @Test func `once somebody has hung up, nothing is answered here`() throws {
        try come(request("/hot", body: "a"))
        channel.pipeline.close(mode: .output, promise: nil)
        channel.pipeline.fireChannelRead(request("/hot", body: "b")[0])
        #expect(try passed() == ["/hot"])
    }

    @Test func `a request that was answered is no head that is late`() throws {
        try come(request("/hot", body: "a"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        try come(request("/hot", body: "b"))
        #expect(try replied() == ["200", "a", "end", "200", "b", "end"])
    }
}

/// When an idle connection ends.
struct IdleConnectionTests {
    private let channel: EmbeddedChannel
    private let loop: EmbeddedEventLoop

    init() throws {
        channel = EmbeddedChannel(handler: IdleConnection(.seconds(10)))
        loop = channel.embeddedEventLoop
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func come(_ part: HTTPServerRequestPart) { channel.pipeline.fireChannelRead(part) }

    private var head: HTTPServerRequestPart { .head(HTTPRequestHead(version: .http1_1, method: .GET, uri: "/")) }

    private func reply() {
        channel.write(HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok)), promise: nil)
        channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
    }

    @Test func `a connection without a request is closed after its time`() {
        loop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `requests and replies keep it open, and its time begins anew with the last`() {
        for _ in 0..<5 {
            loop.advanceTime(by: .seconds(7))
            come(head)
            come(.end(nil))
            reply()
        }
        loop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `one that waits for its reply is not idle`() {
        come(head)
        come(.end(nil))
        loop.advanceTime(by: .seconds(95))
        #expect(channel.isActive)
        reply()
        loop.advanceTime(by: .seconds(9))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(11))
        #expect(!channel.isActive)
    }

    @Test func `one whose request does not go on is`() {
        come(head)
        loop.advanceTime(by: .seconds(10))
        #expect(!channel.isActive)
    }
}
