import Wire

extension KeyholdClient {
    /// The reply holds the secret, this once.
    public func createKey(of owner: KeyOwner, _ body: CreateKeyBody) throws(AdminClientError) -> APIKeyBody {
        let (endpoint, path) = owner.endpoint(.createTeamKey, .createUserKey)
        return try send(Call(endpoint, path: path, body: Codec.encode(body)))
    }

    /// One page of at most `limit` keys (1 … 1000; nil takes the server's default), after the one with that id.
    public func listKeys(
        of owner: KeyOwner, limit: Int? = nil, after: String? = nil, includeRemoved: Bool = false
    ) throws(AdminClientError) -> Page<APIKeyBody> {
        let (endpoint, path) = owner.endpoint(.listTeamKeys, .listUserKeys)
        let query = Query(limit: limit, after: after, includeRemoved: includeRemoved)
        return try linkedPage(Call(endpoint, path: path, query: query))
    }

    /// Every key of an owner, page by page.
    public func keys(
        of owner: KeyOwner, includeRemoved: Bool = false, pageSize: Int? = nil
    ) -> Pages<APIKeyBody> {
        Pages { after throws(AdminClientError) in
            try self.listKeys(of: owner, limit: pageSize, after: after, includeRemoved: includeRemoved)
        }
    }

    public func getKey(_ id: String, of owner: KeyOwner) throws(AdminClientError) -> APIKeyBody {
        let (endpoint, path) = owner.endpoint(.getTeamKey, .getUserKey, key: id)
        return try send(Call(endpoint, path: path))
    }

    public func updateKey(
        _ id: String, of owner: KeyOwner, _ body: UpdateKeyBody
    ) throws(AdminClientError) -> APIKeyBody {
        let (endpoint, path) = owner.endpoint(.updateTeamKey, .updateUserKey, key: id)
        return try send(Call(endpoint, path: path, body: Codec.encode(body)))
    }

    public func deleteKey(_ id: String, of owner: KeyOwner) throws(AdminClientError) {
        let (endpoint, path) = owner.endpoint(.deleteTeamKey, .deleteUserKey, key: id)
        try sendIgnoringReply(Call(endpoint, path: path))
    }

    /// Mints a new secret, which the reply holds this once; the old one stays valid for the transition.
    /// - Parameter transitionSeconds: 0 … 2 592 000, 0 cuts at once; nil takes the server's setting.
    public func rotateKey(
        _ id: String, of owner: KeyOwner, transitionSeconds: Int64? = nil, force: Bool = false
    ) throws(AdminClientError) -> APIKeyBody {
        let (endpoint, path) = owner.endpoint(.rotateTeamKey, .rotateUserKey, key: id)
        let body = Codec.encode(RotateBody(transitionSeconds: transitionSeconds, force: force ? true : nil))
        return try send(Call(endpoint, path: path, body: body))
    }

    /// Mints a new secret, which the reply holds this once, and ends the old one at once.
    public func regenerateKey(_ id: String, of owner: KeyOwner) throws(AdminClientError) -> APIKeyBody {
        let (endpoint, path) = owner.endpoint(.regenerateTeamKey, .regenerateUserKey, key: id)
        return try send(Call(endpoint, path: path))
    }
}
