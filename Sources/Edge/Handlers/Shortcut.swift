import NIOCore
import NIOHTTP1

/// Answers some requests of one HTTP/1.1 connection on its event loop, ahead of the application.
public struct Shortcut {
    public typealias Reply = (head: HTTPResponseHead, body: ByteBuffer?)
    /// Makes the one of a connection, which is asked by nobody else.
    public typealias Maker = @Sendable (SocketAddress?) -> Shortcut

    public enum Answer {
        case now(Reply)
        /// `whenDecided` is called once, and calls back once, from any thread: whether `reply` is what to say. It is made on
        /// the event loop then; false leaves the request to the application.
        case later(whenDecided: (@escaping @Sendable (Bool) -> Void) -> Void, reply: () -> Reply)
    }

    /// Whether a request is worth gathering, by its head.
    let takes: (HTTPRequestHead) -> Bool
    /// `nil` leaves the request to the application.
    let answer: (HTTPRequestHead, ByteBuffer?) -> Answer?

    public init(
        takes: @escaping (HTTPRequestHead) -> Bool, answer: @escaping (HTTPRequestHead, ByteBuffer?) -> Answer?
    ) {
        self.takes = takes
        self.answer = answer
    }
}
