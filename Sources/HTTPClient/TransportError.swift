/// Why no response came. The payload says it in plain words that name no header, body or credential.
public enum TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The name of the server, or of the proxy, has no address.
    case couldNotResolve(String)
    /// Nobody took the connection: not one byte of the request has been sent.
    case couldNotConnect(String)
    case timedOut(String)
    /// The connection broke before the answer was complete; the server may have acted.
    case connectionLost(String)
    /// A certificate was refused, or the handshake failed.
    case tls(TLSTrouble)
    /// The body went past the configured bound, in bytes.
    case tooLarge(limitBytes: Int)
    case other(String)

    public var description: String {
        switch self {
        case .couldNotResolve(let words), .couldNotConnect(let words), .timedOut(let words),
            .connectionLost(let words), .other(let words):
            words
        case .tls(let trouble): trouble.description
        case .tooLarge(let limit): "the reply is larger than \(limit) bytes"
        }
    }

    /// The server cannot have seen the request.
    var isBeforeSending: Bool {
        switch self {
        case .couldNotResolve, .couldNotConnect: true
        case .timedOut, .connectionLost, .tls, .tooLarge, .other: false
        }
    }

    var isLoss: Bool {
        if case .connectionLost = self { true } else { false }
    }
}
