import Wire

extension KeyholdClient {
    public func createUser(_ body: CreateUserBody) throws(AdminClientError) -> UserBody {
        try send(Call(.createUser, body: Codec.encode(body)))
    }

    /// One page of at most `limit` users (1 … 1000; nil takes the server's default), after the one with that id, of
    /// those that a search finds.
    public func listUsers(
        _ search: NameFilter = NameFilter(), limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<UserBody> {
        try page(Call(.listUsers, query: search.query(limit: limit, after: after)))
    }

    /// Every one that a search finds, page by page.
    public func users(_ search: NameFilter = NameFilter(), pageSize: Int? = nil) -> Pages<UserBody> {
        Pages { after throws(AdminClientError) in try self.listUsers(search, limit: pageSize, after: after) }
    }

    public func getUser(_ id: String) throws(AdminClientError) -> UserBody {
        try send(Call(.getUser, path: Endpoint.getUser.path(id)))
    }

    public func updateUser(
        _ id: String, _ body: UpdateUserBody
    ) throws(AdminClientError) -> UserBody {
        try send(Call(.updateUser, path: Endpoint.updateUser.path(id), body: Codec.encode(body)))
    }

    public func deleteUser(_ id: String) throws(AdminClientError) {
        try sendIgnoringReply(Call(.deleteUser, path: Endpoint.deleteUser.path(id)))
    }
}
