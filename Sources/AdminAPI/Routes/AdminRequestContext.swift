import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What travels with a request: its id, and where it came from.
public struct AdminRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by the outermost middleware, before anything else runs.
    var requestID = "-"
    /// Where the request comes from, as far as its proxies are trusted. Set by the outermost middleware.
    var source = RequestSource.unknown
    private let socketAddress: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        socketAddress = source.channel.remoteAddress
    }

    /// The other end of the connection; `nil` where it has no address.
    var peerAddress: IPAddress? { socketAddress.flatMap { IPAddress($0) } }
}

extension IPAddress {
    /// `nil` for a Unix socket, which has none.
    init?(_ socket: SocketAddress) {
        switch socket {
        case .v4(let socket): self.init(networkOrderOf: socket.address.sin_addr)
        case .v6(let socket): self.init(networkOrderOf: socket.address.sin6_addr)
        case .unixDomainSocket: return nil
        }
    }

    private init?<Address>(networkOrderOf address: Address) {
        guard let known = withUnsafeBytes(of: address, { IPAddress(networkOrder: $0) }) else { return nil }
        self = known
    }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let organization = HTTPField.Name("Keyhold-Organization")!
    static let deprecation = HTTPField.Name("Deprecation")!
    static let sunset = HTTPField.Name("Sunset")!
    static let link = HTTPField.Name("Link")!
}
