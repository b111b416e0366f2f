import Wire

extension KeyholdClient {
    public func createTeamMember(
        team: String, user: String, _ body: CreateTeamMemberBody = CreateTeamMemberBody()
    ) throws(AdminClientError) -> TeamMemberBody {
        try send(Call(.createTeamMember, path: Endpoint.createTeamMember.path(team, user), body: Codec.encode(body)))
    }

    /// One page of at most `limit` members (1 … 1000; nil takes the server's default), after the one of that user id.
    public func listTeamMembers(
        team: String, limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<TeamMemberBody> {
        let path = Endpoint.listTeamMembers.path(team)
        return try page(Call(.listTeamMembers, path: path, query: Query(limit: limit, after: after)))
    }

    /// Every member of a team, page by page.
    public func teamMembers(team: String, pageSize: Int? = nil) -> Pages<TeamMemberBody> {
        Pages { after throws(AdminClientError) in
            try self.listTeamMembers(team: team, limit: pageSize, after: after)
        }
    }

    public func getTeamMember(team: String, user: String) throws(AdminClientError) -> TeamMemberBody {
        try send(Call(.getTeamMember, path: Endpoint.getTeamMember.path(team, user)))
    }

    public func updateTeamMember(
        team: String, user: String, _ body: UpdateTeamMemberBody
    ) throws(AdminClientError) -> TeamMemberBody {
        try send(Call(.updateTeamMember, path: Endpoint.updateTeamMember.path(team, user), body: Codec.encode(body)))
    }

    public func deleteTeamMember(team: String, user: String) throws(AdminClientError) {
        try sendIgnoringReply(Call(.deleteTeamMember, path: Endpoint.deleteTeamMember.path(team, user)))
    }
}
