import Wire

extension KeyholdClient {
    public func createTeam(_ body: CreateTeamBody) throws(AdminClientError) -> TeamBody {
        try send(Call(.createTeam, body: Codec.encode(body)))
    }

    /// One page of at most `limit` teams (1 … 1000; nil takes the server's default), after the one with that id, of
    /// those that a search finds.
    public func listTeams(
        _ search: NameFilter = NameFilter(), limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<TeamBody> {
        try page(Call(.listTeams, query: search.query(limit: limit, after: after)))
    }

    /// Every one that a search finds, page by page.
    public func teams(_ search: NameFilter = NameFilter(), pageSize: Int? = nil) -> Pages<TeamBody> {
        Pages { after throws(AdminClientError) in try self.listTeams(search, limit: pageSize, after: after) }
    }

    public func getTeam(_ id: String) throws(AdminClientError) -> TeamBody {
        try send(Call(.getTeam, path: Endpoint.getTeam.path(id)))
    }

    public func updateTeam(
        _ id: String, _ body: UpdateTeamBody
    ) throws(AdminClientError) -> TeamBody {
        try send(Call(.updateTeam, path: Endpoint.updateTeam.path(id), body: Codec.encode(body)))
    }

    public func deleteTeam(_ id: String) throws(AdminClientError) {
        try sendIgnoringReply(Call(.deleteTeam, path: Endpoint.deleteTeam.path(id)))
    }
}
