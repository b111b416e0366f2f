import NIOCore

/// Hangs up on a peer that does not read what it asked for: what is written and not taken fills memory.
final class ReplyDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private let time: TimeAmount
    private let counters: EdgeCounters
    private var deadline: Scheduled<Void>?

    init(_ time: TimeAmount, _ counters: EdgeCounters) {
        self.time = time
        self.counters = counters
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = nil
        if !context.channel.isWritable {
            deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [counters] in
                counters.ended(.replyTimeout)
                context.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }
}
