import Wire

extension KeyholdClient {
    /// Where the rotation of a key stands, and who still uses which secret.
    public func getKeyRotation(_ id: String, of owner: KeyOwner) throws(AdminClientError) -> RotationBody {
        let (endpoint, path) = owner.endpoint(.getTeamKeyRotation, .getUserKeyRotation, key: id)
        return try send(Call(endpoint, path: path))
    }

    /// Ends the outgoing secret now.
    public func completeKeyRotation(_ id: String, of owner: KeyOwner) throws(AdminClientError) -> RotationBody {
        let (endpoint, path) = owner.endpoint(.completeTeamKeyRotation, .completeUserKeyRotation, key: id)
        return try send(Call(endpoint, path: path))
    }

    /// Lets the outgoing secret live longer.
    public func extendKeyRotation(
        _ id: String, of owner: KeyOwner, _ body: ExtendRotationBody
    ) throws(AdminClientError) -> RotationBody {
        let (endpoint, path) = owner.endpoint(.extendTeamKeyRotation, .extendUserKeyRotation, key: id)
        return try send(Call(endpoint, path: path, body: Codec.encode(body)))
    }

    /// Ends the new secret now; the outgoing one lives on. Only while it still does.
    public func rollbackKeyRotation(_ id: String, of owner: KeyOwner) throws(AdminClientError) -> RotationBody {
        let (endpoint, path) = owner.endpoint(.rollbackTeamKeyRotation, .rollbackUserKeyRotation, key: id)
        return try send(Call(endpoint, path: path))
    }

    /// Rotates every key of a team, all or none. The reply holds the new secrets, this once.
    public func rotateAllKeys(
        ofTeam team: String, transitionSeconds: Int64? = nil, force: Bool = false
    ) throws(AdminClientError) -> [APIKeyBody] {
        let body = Codec.encode(RotateBody(transitionSeconds: transitionSeconds, force: force ? true : nil))
        let path = Endpoint.rotateAllTeamKeys.path(team)
        return try send(Call(.rotateAllTeamKeys, path: path, body: body), as: ListBody<APIKeyBody>.self).data
    }

    /// One page of at most `limit` keys (1 … 1000; nil takes the server's default) whose rotation comes near or is due.
    public func listDueKeys(limit: Int? = nil, after: String? = nil) throws(AdminClientError) -> Page<DueKeyBody> {
        try page(Call(.listDueKeys, query: Query(limit: limit, after: after)))
    }

    /// Every key whose rotation comes near or is due, page by page.
    public func dueKeys(pageSize: Int? = nil) -> Pages<DueKeyBody> {
        Pages { after throws(AdminClientError) in try self.listDueKeys(limit: pageSize, after: after) }
    }

    public func getClientRotation(_ id: String) throws(AdminClientError) -> RotationBody {
        try send(Call(.getClientRotation, path: Endpoint.getClientRotation.path(id)))
    }

    public func completeClientRotation(_ id: String) throws(AdminClientError) -> RotationBody {
        try send(Call(.completeClientRotation, path: Endpoint.completeClientRotation.path(id)))
    }

    public func extendClientRotation(
        _ id: String, _ body: ExtendRotationBody
    ) throws(AdminClientError) -> RotationBody {
        let path = Endpoint.extendClientRotation.path(id)
        return try send(Call(.extendClientRotation, path: path, body: Codec.encode(body)))
    }

    public func rollbackClientRotation(_ id: String) throws(AdminClientError) -> RotationBody {
        try send(Call(.rollbackClientRotation, path: Endpoint.rollbackClientRotation.path(id)))
    }
}
