import Synchronization

/// What happened to connections, for the metrics.
public final class EdgeCounters: Sendable {
    /// Why a connection was ended, or not begun.
    public enum Reason: String, CaseIterable, Sendable {
        case tooMany = "too_many"
        case tooManyOfAddress = "too_many_of_address"
        /// The system had no descriptor: counted once for each time that the listener rests, not for each that waits.
        case noDescriptor = "no_descriptor"
        case handshakeTimeout = "handshake_timeout"
        case headTimeout = "head_timeout"
        case bodyTimeout = "body_timeout"
        case replyTimeout = "reply_timeout"
        /// An HTTP/2 connection on which nothing can be understood any more, or too much was asked for.
        case protocolError = "protocol_error"
    }

    private let open = Atomic<Int>(0)
    private let accepted = Atomic<UInt64>(0)
    private let malformed = Atomic<UInt64>(0)
    private let ended = Reason.allCases.map { _ in Cell() }

    public init() {}

    public var openConnections: Int { open.load(ordering: .relaxed) }
    public var acceptedConnections: UInt64 { accepted.load(ordering: .relaxed) }
    /// Streams of HTTP/2 that were malformed, and were reset.
    public var resetStreams: UInt64 { malformed.load(ordering: .relaxed) }

    public func count(of reason: Reason) -> UInt64 {
        Reason.allCases.firstIndex(of: reason).map { ended[$0].value.load(ordering: .relaxed) } ?? 0
    }

    func connectionOpened() {
        open.add(1, ordering: .relaxed)
        accepted.add(1, ordering: .relaxed)
    }

    func resetStream() { malformed.add(1, ordering: .relaxed) }

    func connectionClosed() { open.subtract(1, ordering: .relaxed) }

    func ended(_ reason: Reason) {
        if let index = Reason.allCases.firstIndex(of: reason) { ended[index].value.add(1, ordering: .relaxed) }
    }

    private final class Cell: Sendable {
        let value = Atomic<UInt64>(0)
    }
}
