import NIOCore
import NIOHTTP1

/// Answers some requests of one HTTP/1.1 connection on its event loop, ahead of the application.
public struct Shortcut {
    public typealias Reply = (head: HTTPResponseHead, body: ByteBuffer?)
    /// Makes the one of a connection, which is asked by nobody else.
    public typealias Maker = @Sendable (SocketAddress?) -> Shortcut

    /// Whether a request is worth gathering, by its head.
    let takes: (HTTPRequestHead) -> Bool
    /// `nil` leaves the request to the application.
    let answer: (HTTPRequestHead, ByteBuffer?) -> Reply?

    public init(
        takes: @escaping (HTTPRequestHead) -> Bool, answer: @escaping (HTTPRequestHead, ByteBuffer?) -> Reply?
    ) {
        self.takes = takes
        self.answer = answer
    }
}

/// Lets a `Shortcut` answer what it can, and everything else pass, in order.
///
/// Only a request that came whole in one read, on a connection that owes no reply, is taken: it never waits here, so that
/// every deadline and the drain stay where they are. The application sees all others as if this were not there.
final class ShortcutHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Reading {
        case nothing
        case gathering(HTTPRequestHead, ByteBuffer?)
        case passing
    }

    private let shortcut: Shortcut
    private let headDeadline: HeadDeadline
    private var reading = Reading.nothing
    /// Replies that the application owes.
    private var repliesDue = 0
    private var needsFlush = false
    /// Somebody has hung up: a request that is answered now would be done for nobody.
    private var isEnding = false

    init(_ shortcut: Shortcut, _ headDeadline: HeadDeadline) {
        self.shortcut = shortcut
        self.headDeadline = headDeadline
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), reading) {
        case (.head(let head), _) where repliesDue == 0 && !isEnding && shortcut.takes(head):
            reading = .gathering(head, nil)
        case (.head, _):
            reading = .passing
            repliesDue += 1
            context.fireChannelRead(data)
        case (.body(let bytes), .gathering(let head, nil)):
            reading = .gathering(head, bytes)
        case (.body, .gathering):
            // In pieces: too long to be one of these.
            pass(context)
            context.fireChannelRead(data)
        case (.end(nil), .gathering(let head, let body)):
            if let reply = shortcut.answer(head, body) { return send(reply, context) }
            pass(context)
            context.fireChannelRead(data)
        case (.end, .gathering):
            pass(context)
            context.fireChannelRead(data)
        default: context.fireChannelRead(data)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        pass(context)
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        pass(context)
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { repliesDue -= 1 }
        context.write(data, promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        isEnding = true
        context.close(mode: mode, promise: promise)
    }

    /// Lets go of what was gathered.
    private func pass(_ context: ChannelHandlerContext) {
        guard case .gathering(let head, let body) = reading else { return }
        reading = .passing
        repliesDue += 1
        context.fireChannelRead(wrapInboundOut(.head(head)))
        if let body { context.fireChannelRead(wrapInboundOut(.body(body))) }
    }

    private func send(_ reply: Shortcut.Reply, _ context: ChannelHandlerContext) {
        reading = .nothing
        headDeadline.headCame()
        headDeadline.requestEnded()
        context.write(wrapOutboundOut(.head(reply.head)), promise: nil)
        if let body = reply.body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        needsFlush = true
    }
}
