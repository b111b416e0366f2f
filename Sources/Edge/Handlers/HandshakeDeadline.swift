import NIOCore
import NIOTLS

/// Hangs up on a peer whose TLS handshake never comes, or stops half-way. Stands behind the TLS handler, and leaves the
/// pipeline with the handshake's end.
final class HandshakeDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let time: TimeAmount
    private let counters: EdgeCounters
    private var deadline: Scheduled<Void>?

    init(_ time: TimeAmount, _ counters: EdgeCounters) {
        self.time = time
        self.counters = counters
    }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [counters] in
            counters.ended(.handshakeTimeout)
            context.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
        guard case TLSUserEvent.handshakeCompleted = event else { return }
        deadline?.cancel()
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}
