import NIOCore

/// What a peer may use up of time and room before it is cut off. Nothing on a connection waits without one of these.
public struct EdgeLimits: Sendable {
    /// From the connection's begin to the end of the TLS handshake.
    public var handshake: TimeAmount
    /// From the first byte of a request's head to its last.
    public var head: TimeAmount
    /// From a request's head to the last byte of its body.
    public var body: TimeAmount
    /// How long a reply may be stuck because the peer does not read it.
    public var reply: TimeAmount
    /// How long a connection may have no request at all.
    public var idle: TimeAmount
    /// After a reply that ends the connection: how long the peer has to read it and to hang up.
    public var linger: TimeAmount = .seconds(2)
    /// The largest head, in bytes.
    public var headBytes: Int
    /// The largest body, in bytes, but at `largeBodies`.
    public var bodyBytes: Int
    /// The paths that take larger bodies, each with how many bytes.
    public var largeBodies: [String: Int] = [:]
    /// Streams of one HTTP/2 connection that are open at once.
    public var streams: Int

    public init(
        handshake: TimeAmount, head: TimeAmount, body: TimeAmount, reply: TimeAmount, idle: TimeAmount, headBytes: Int,
        bodyBytes: Int, streams: Int
    ) {
        self.handshake = handshake
        self.head = head
        self.body = body
        self.reply = reply
        self.idle = idle
        self.headBytes = headBytes
        self.bodyBytes = bodyBytes
        self.streams = streams
    }

    /// - Parameter target: of a request, with its query.
    func bodyBytes(at target: String?) -> Int {
        guard let target = target?.utf8 else { return bodyBytes }
        // They are few, and a comparison ends at the first byte that differs.
        for (path, bytes) in largeBodies where target.starts(with: path.utf8) {
            let next = target.dropFirst(path.utf8.count).first
            if next == nil || next == UInt8(ascii: "?") { return max(bodyBytes, bytes) }
        }
        return bodyBytes
    }
}
