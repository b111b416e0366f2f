import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What travels with a request: its id, and where it came from.
public struct AdminRequestContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Set by the outermost middleware, before anything else runs.
    var requestID = "-"
    private let socketAddress: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        socketAddress = source.channel.remoteAddress
    }

    /// `nil` for a peer without an address.
    var remoteAddress: IPAddress? { socketAddress?.ipAddress.flatMap { IPAddress($0) } }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let organization = HTTPField.Name("Keyhold-Organization")!
    static let deprecation = HTTPField.Name("Deprecation")!
    static let sunset = HTTPField.Name("Sunset")!
    static let link = HTTPField.Name("Link")!
}
