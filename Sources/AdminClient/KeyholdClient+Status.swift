import HTTPClient
import Wire

extension KeyholdClient {
    /// Whether the server is alive. Needs no credential and is asked once.
    public func health() throws(AdminClientError) -> StatusBody {
        try status(.health)
    }

    /// Whether the server can work at this moment; one that cannot says why in `status`. Asked once.
    public func readiness() throws(AdminClientError) -> StatusBody {
        try status(.readiness)
    }

    public func serverMetadata() throws(AdminClientError) -> ServerMetadataBody {
        try Codec.decode(ServerMetadataBody.self, from: try accepted(try ask(.serverMetadata)))
    }

    private func status(_ endpoint: Endpoint) throws(AdminClientError) -> StatusBody {
        let response = try ask(endpoint)
        // 503 with the same body is how a server says that it is not ready.
        guard response.status == 200 || response.status == 503 else { throw Codec.failure(in: response) }
        return try Codec.decode(StatusBody.self, from: response)
    }

    private func ask(_ endpoint: Endpoint) throws(AdminClientError) -> Response {
        do {
            return try transport.sendOnce(Request(.get, url(endpoint.path), headers: ["Accept": "application/json"]))
        } catch {
            throw .transport(error)
        }
    }
}
