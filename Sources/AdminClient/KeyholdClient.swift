import HTTPClient
import Wire

/// The management API as Swift functions: one per endpoint, named as `Wire.Endpoint` names it.
///
/// Calls block the calling thread. Several threads may share a client: they share its token and its connections.
public final class KeyholdClient: Sendable {
    let configuration: ClientConfiguration
    let transport: Transport
    let tokens: TokenSource
    private let baseURL: String

    public init(_ configuration: ClientConfiguration) {
        let address = ServerAddress(configuration.url)
        var configuration = configuration
        configuration.transport.unixSocketPath = address.socketPath ?? configuration.transport.unixSocketPath
        self.configuration = configuration
        transport = Transport(configuration.transport)
        baseURL = address.baseURL
        tokens = TokenSource(configuration, transport, address)
    }

    func url(_ path: String, _ query: Query = Query()) -> String {
        baseURL + path + query.text
    }
}
