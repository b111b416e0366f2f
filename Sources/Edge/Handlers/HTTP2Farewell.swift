import NIOCore
import NIOHTTP2

/// Closes an HTTP/2 connection that has had no stream for too long, whether or not its peer says a word: one that never
/// sends its preface, and one that answers no ping. And one whose peer broke the protocol, or asked for too much of it:
/// the protocol's own handler says so, and leaves the closing to others. What is wrong with one stream ends that stream,
/// and its neighbours go on (RFC 9113 §5.4.2, §8.1.1).
final class HTTP2Farewell: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    private let time: TimeAmount
    private var deadline: Scheduled<Void>?
    private let goodbyes: GoodbyeWatch
    private let counters: EdgeCounters
    private var streams: Set<HTTP2StreamID> = []
    private var last = HTTP2StreamID.rootStream

    init(_ time: TimeAmount, _ goodbyes: GoodbyeWatch, _ counters: EdgeCounters) {
        self.time = time
        self.goodbyes = goodbyes
        self.counters = counters
    }

    func handlerAdded(context: ChannelHandlerContext) { start(context) }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let created as NIOHTTP2StreamCreatedEvent:
            last = max(last, created.streamID)
            streams.insert(created.streamID)
            deadline?.cancel()
        case let closed as StreamClosedEvent:
            if streams.remove(closed.streamID) != nil, streams.isEmpty { start(context) }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is any NIOHTTP2Error else {
            // Of the connection beneath: TLS, or the socket.
            context.close(promise: nil)
            return
        }
        guard goodbyes.saidError else {
            // The stream has been reset.
            counters.resetStream()
            return
        }
        counters.ended(.protocolError)
        context.close(promise: nil)
    }

    private func start(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.goAway(context) }
    }

    /// Says which stream was the last that was looked at (RFC 9113 §6.8): what came later may be tried again elsewhere.
    private func goAway(_ context: ChannelHandlerContext) {
        let payload = HTTP2Frame.FramePayload.goAway(lastStreamID: last, errorCode: .noError, opaqueData: nil)
        context.writeAndFlush(wrapOutboundOut(HTTP2Frame(streamID: .rootStream, payload: payload)), promise: nil)
        context.close(promise: nil)
    }
}
