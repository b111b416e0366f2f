import NIOCore
import NIOHTTP2

/// Closes an HTTP/2 connection that has had no stream for too long, whether or not its peer says a word: one that never
/// sends its preface, and one that answers no ping.
final class IdleStreams: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTP2Frame
    typealias InboundOut = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    private let time: TimeAmount
    private var deadline: Scheduled<Void>?
    private var streams = 0
    private var last = HTTP2StreamID.rootStream

    init(_ time: TimeAmount) {
        self.time = time
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
            streams += 1
            deadline?.cancel()
        case is StreamClosedEvent:
            streams -= 1
            if streams <= 0 { start(context) }
        default: break
        }
        context.fireUserInboundEventTriggered(event)
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
