import Wire

extension KeyholdClient {
    public func createClient(_ body: CreateClientBody) throws(AdminClientError) -> OAuthClientBody {
        try send(Call(.createClient, body: Codec.encode(body)))
    }

    /// One page of at most `limit` clients (1 … 1000; nil takes the server's default), after the one with that id, of
    /// those that a search finds.
    public func listClients(
        _ search: NameFilter = NameFilter(), limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<OAuthClientBody> {
        try page(Call(.listClients, query: search.query(limit: limit, after: after)))
    }

    /// Every one that a search finds, page by page.
    public func clients(_ search: NameFilter = NameFilter(), pageSize: Int? = nil) -> Pages<OAuthClientBody> {
        Pages { after throws(AdminClientError) in try self.listClients(search, limit: pageSize, after: after) }
    }

    public func getClient(_ id: String) throws(AdminClientError) -> OAuthClientBody {
        try send(Call(.getClient, path: Endpoint.getClient.path(id)))
    }

    public func updateClient(
        _ id: String, _ body: UpdateClientBody
    ) throws(AdminClientError) -> OAuthClientBody {
        try send(Call(.updateClient, path: Endpoint.updateClient.path(id), body: Codec.encode(body)))
    }

    public func deleteClient(_ id: String) throws(AdminClientError) {
        try sendIgnoringReply(Call(.deleteClient, path: Endpoint.deleteClient.path(id)))
    }

    /// Mints a new secret; the old one stays valid for the transition.
    public func rotateClientSecret(
        _ id: String, transitionSeconds: Int64? = nil, force: Bool = false
    ) throws(AdminClientError) -> OAuthClientBody {
        let body = Codec.encode(RotateBody(transitionSeconds: transitionSeconds, force: force ? true : nil))
        return try send(Call(.rotateClientSecret, path: Endpoint.rotateClientSecret.path(id), body: body))
    }
}
