import Domain

/// Where a request comes from.
public enum RequestSource: Equatable, Sendable {
    case address(IPAddress)
    /// The peer of a Unix socket, which has no address.
    case local
    /// A trusted proxy speaks of it, and what it says is no address.
    case unknown

    /// - Parameter address: `nil` for the peer of a Unix socket.
    init(peer address: IPAddress?) { self = address.map { .address($0) } ?? .local }

    var address: IPAddress? {
        if case .address(let address) = self { address } else { nil }
    }

    /// For the log.
    var text: String {
        switch self {
        case .address(let address): address.text
        case .local: "local"
        case .unknown: "unknown"
        }
    }
}
