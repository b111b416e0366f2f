import Wire

extension KeyholdClient {
    public func createOrganization(_ body: CreateOrganizationBody) throws(AdminClientError) -> OrganizationBody {
        try send(Call(.createOrganization, body: Codec.encode(body)))
    }

    /// One page of at most `limit` organizations (1 … 1000; nil takes the server's default), after the one with that id.
    public func listOrganizations(
        limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<OrganizationBody> {
        try page(Call(.listOrganizations, query: Query(limit: limit, after: after)))
    }

    /// Every organization, page by page.
    public func organizations(pageSize: Int? = nil) -> Pages<OrganizationBody> {
        Pages { after throws(AdminClientError) in try self.listOrganizations(limit: pageSize, after: after) }
    }

    public func getOrganization(_ id: String) throws(AdminClientError) -> OrganizationBody {
        try send(Call(.getOrganization, path: Endpoint.getOrganization.path(id)))
    }

    public func updateOrganization(
        _ id: String, _ body: UpdateOrganizationBody
    ) throws(AdminClientError) -> OrganizationBody {
        try send(Call(.updateOrganization, path: Endpoint.updateOrganization.path(id), body: Codec.encode(body)))
    }

    public func deleteOrganization(_ id: String) throws(AdminClientError) {
        try sendIgnoringReply(Call(.deleteOrganization, path: Endpoint.deleteOrganization.path(id)))
    }
}
