import NIOCore
import NIOHTTP1

/// Lets a `Shortcut` answer what it can, and everything else pass, in order.
///
/// Only a request that came whole in one read, on a connection that owes no reply, is taken. While its reply is being
/// decided the connection reads once more at most, and what follows is kept back: the end of the input, an error, and a close by
/// the application, which knows nothing of the request. What is not taken the application sees as if this were not there.
final class ShortcutHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private typealias Gathered = (head: HTTPRequestHead, body: ByteBuffer?)

    /// A request whose reply is being decided, and what is kept back until then.
    private final class Waiting {
        let request: Gathered
        let reply: () -> Shortcut.Reply
        var kept: [Kept] = []
        var wantsRead = false
        var closes: [(CloseMode, EventLoopPromise<Void>?)] = []

        init(_ request: Gathered, reply: @escaping () -> Shortcut.Reply) {
            self.request = request
            self.reply = reply
        }
    }

    private enum Kept {
        case part(NIOAny)
        case event(Any)
        case error(any Error)
    }

    private let shortcut: Shortcut
    private let headDeadline: HeadDeadline
    /// The request that is being read, where it may be one for the shortcut.
    private var gathered: Gathered?
    private var waiting: Waiting?
    /// Replies that the application owes.
    private var repliesDue = 0
    private var needsFlush = false
    /// Somebody has hung up: a request that is answered now would be done for nobody.
    private var isEnding = false

    init(_ shortcut: Shortcut, _ headDeadline: HeadDeadline) {
        self.shortcut = shortcut
        self.headDeadline = headDeadline
    }

    func handlerRemoved(context: ChannelHandlerContext) { letGo() }

    func channelInactive(context: ChannelHandlerContext) {
        letGo()
        context.fireChannelInactive()
    }

    private func letGo() {
        for (_, promise) in waiting?.closes ?? [] { promise?.fail(ChannelError.alreadyClosed) }
        waiting = nil
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if let waiting {
            waiting.kept.append(.part(data))
            return
        }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if repliesDue == 0, !isEnding, shortcut.takes(head) {
                gathered = (head, nil)
            } else {
                repliesDue += 1
                context.fireChannelRead(data)
            }
        case .body(let bytes):
            if gathered != nil, gathered?.body == nil {
                gathered?.body = bytes
            } else {
                // In pieces: too long to be one of these.
                pass(context)
                context.fireChannelRead(data)
            }
        case .end(let trailers):
            if trailers == nil, let request = gathered {
                gathered = nil
                answer(request, context, data)
            } else {
                pass(context)
                context.fireChannelRead(data)
            }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        pass(context)
        flush(context)
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let waiting, event as? ChannelEvent == .inputClosed {
            waiting.kept.append(.event(event))
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let waiting {
            waiting.kept.append(.error(error))
            return
        }
        pass(context)
        context.fireErrorCaught(error)
    }

    /// Lets go of what was gathered.
    private func pass(_ context: ChannelHandlerContext) {
        guard let request = gathered else { return }
        gathered = nil
        pass(request, context)
    }

    private func pass(_ request: Gathered, _ context: ChannelHandlerContext) {
        repliesDue += 1
        context.fireChannelRead(wrapInboundOut(.head(request.head)))
        if let body = request.body { context.fireChannelRead(wrapInboundOut(.body(body))) }
    }

    // MARK: Replies

    private func answer(_ request: Gathered, _ context: ChannelHandlerContext, _ end: NIOAny) {
        switch shortcut.answer(request.head, request.body) {
        case .now(let reply):
            takeOver()
            send(reply, context)
        case .later(let whenDecided, let reply):
            takeOver()
            waiting = Waiting(request, reply: reply)
            let (eventLoop, bound) = (context.eventLoop, NIOLoopBound((self, context), eventLoop: context.eventLoop))
            whenDecided { isReply in
                eventLoop.execute {
                    let (handler, context) = bound.value
                    handler.decided(isReply, context)
                }
            }
        case nil:
            pass(request, context)
            context.fireChannelRead(end)
        }
    }

    /// The request is the shortcut's own: it has ended, and the application will not tell anybody so.
    private func takeOver() {
        headDeadline.headCame()
        headDeadline.requestEnded()
    }

    private func send(_ reply: Shortcut.Reply, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(reply.head)), promise: nil)
        if let body = reply.body { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        needsFlush = true
    }

    private func flush(_ context: ChannelHandlerContext) {
        guard needsFlush else { return }
        needsFlush = false
        context.flush()
    }

    private func decided(_ isReply: Bool, _ context: ChannelHandlerContext) {
        // The connection may be gone.
        guard let decided = waiting else { return }
        waiting = nil
        if isReply {
            send(decided.reply(), context)
        } else {
            pass(decided.request, context)
            context.fireChannelRead(wrapInboundOut(.end(nil)))
        }
        for kept in decided.kept { replay(kept, context) }
        channelReadComplete(context: context)
        for (mode, promise) in decided.closes { close(context: context, mode: mode, promise: promise) }
        if decided.wantsRead { read(context: context) }
    }

    private func replay(_ kept: Kept, _ context: ChannelHandlerContext) {
        switch kept {
        case .part(let part): channelRead(context: context, data: part)
        case .event(let event): userInboundEventTriggered(context: context, event: event)
        case .error(let error): errorCaught(context: context, error: error)
        }
    }

    func read(context: ChannelHandlerContext) {
        // One read goes on, or the loop would be told of every request that it does not want to hear, and then that it does.
        if let waiting, !waiting.kept.isEmpty { waiting.wantsRead = true } else { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { repliesDue -= 1 }
        context.write(data, promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        isEnding = true
        if let waiting {
            waiting.closes.append((mode, promise))
        } else {
            context.close(mode: mode, promise: promise)
        }
    }
}
