import NIOCore
import NIOHTTP1

/// Closes an HTTP/1.1 connection on which nothing has happened for too long: no request, or none that goes on. One that
/// waits for its reply is not idle. It sees the requests that a shortcut answers, too, which the application does not.
final class IdleConnection: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let time: TimeAmount
    private var lastActive = NIODeadline.uptimeNanoseconds(0)
    private var repliesDue = 0
    private var isReading = false
    private var deadline: Scheduled<Void>?

    init(_ time: TimeAmount) {
        self.time = time
    }

    func handlerAdded(context: ChannelHandlerContext) {
        lastActive = context.eventLoop.now
        start(context, at: lastActive + time)
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActive = context.eventLoop.now
        switch unwrapInboundIn(data) {
        case .head:
            isReading = true
            repliesDue += 1
        case .body: break
        case .end: isReading = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            repliesDue -= 1
            lastActive = context.eventLoop.now
        }
        context.write(data, promise: promise)
    }

    /// One timer for as long as the connection is open, set anew when it comes: a request costs no timer.
    private func start(_ context: ChannelHandlerContext, at time: NIODeadline) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(deadline: time) { self.look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        let (now, end) = (context.eventLoop.now, lastActive + time)
        if repliesDue > 0, !isReading {
            start(context, at: now + time)
        } else if end <= now {
            context.close(promise: nil)
        } else {
            start(context, at: end)
        }
    }
}
