import NIOCore

/// Lets a listener rest where the system has no descriptor for one more connection. The connection goes on waiting to be
/// accepted, so that the loop would be told of it again and again, and do nothing else.
final class AcceptPause: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Channel
    typealias InboundOut = Channel

    private let time: TimeAmount
    private let counters: EdgeCounters
    private var end: Scheduled<Void>?

    init(_ time: TimeAmount, _ counters: EdgeCounters) {
        self.time = time
        self.counters = counters
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is IOError, end == nil {
            counters.ended(.noDescriptor)
            setReading(false, context)
            end = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
                self.end = nil
                self.setReading(true, context)
            }
        }
        context.fireErrorCaught(error)
    }

    /// The option and not a read that is held back: the channel asks for none, as it believes that it is still reading.
    private func setReading(_ reads: Bool, _ context: ChannelHandlerContext) {
        try? context.channel.syncOptions?.setOption(.autoRead, value: reads)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end?.cancel() }
}

extension EdgeEnvironment {
    /// - Parameter listener: the channel that accepts connections.
    public func watchAccepting(of listener: any Channel) {
        listener.eventLoop.execute { [counters] in
            let pause = AcceptPause(.milliseconds(100), counters)
            try? listener.pipeline.syncOperations.addHandler(pause, position: .first)
        }
    }
}
