import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What travels with a request: its id, and where it came from.
public struct AdminRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by the outermost middleware, before anything else runs.
    var requestID = "-"
    /// Where the request comes from, as far as its proxies are trusted; `nil` for a peer without an address. Set by the
    /// outermost middleware.
    var remoteAddress: IPAddress?
    private let socketAddress: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        socketAddress = source.channel.remoteAddress
    }

    /// The other end of the connection; `nil` where it has no address.
    var peerAddress: IPAddress? { socketAddress?.ipAddress.flatMap { IPAddress($0) } }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let organization = HTTPField.Name("Keyhold-Organization")!
    static let deprecation = HTTPField.Name("Deprecation")!
    static let sunset = HTTPField.Name("Sunset")!
    static let link = HTTPField.Name("Link")!
}
