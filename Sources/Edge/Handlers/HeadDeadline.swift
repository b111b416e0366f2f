import NIOCore

/// Sees the bytes ahead of the HTTP/1.1 decoder, which tells nobody that a head has begun. A head that dribbles is no
/// silence: the idle timer alone would let it dribble for as long as it likes.
final class HeadDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let time: TimeAmount
    private var deadline: Scheduled<Void>?
    private var isBetweenRequests = true
    private var hasBytes = false
    /// What to do when the time is up. Set by the one who answers requests.
    var whenLate: () -> Void = {}

    init(_ time: TimeAmount) {
        self.time = time
    }

    func headCame() {
        isBetweenRequests = false
        stop()
    }

    func requestEnded() {
        isBetweenRequests = true
        hasBytes = false
    }

    func stop() {
        deadline?.cancel()
        deadline = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasBytes = true
        context.fireChannelRead(data)
    }

    /// Only now is it known whether what was read made a whole head: most requests never need a timer.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isBetweenRequests, hasBytes, deadline == nil {
            deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.whenLate() }
        }
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
        // It refers back to the one that refers to this.
        whenLate = {}
    }
}
