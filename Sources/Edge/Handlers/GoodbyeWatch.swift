import NIOCore

/// Sees whether HTTP/2's own handler has told the peer that the connection is broken. The errors that it reports do not
/// say whether a stream is meant or all of them; that it has written a GOAWAY with an error does (RFC 9113 §6.8).
final class GoodbyeWatch: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private(set) var saidError = false

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .byteBuffer(let bytes) = unwrapOutboundIn(data), Self.isGoodbye(bytes) { saidError = true }
        context.write(data, promise: promise)
    }

    /// The handler writes a frame at a time: length, type 7, flags, stream 0, the last stream, an error that is none of
    /// NO_ERROR.
    private static func isGoodbye(_ bytes: ByteBuffer) -> Bool {
        let start = bytes.readerIndex
        guard bytes.readableBytes >= 17, bytes.getInteger(at: start + 3, as: UInt8.self) == 7,
            bytes.getInteger(at: start + 5, as: UInt32.self) == 0
        else { return false }
        return bytes.getInteger(at: start + 13, as: UInt32.self) != 0
    }
}
