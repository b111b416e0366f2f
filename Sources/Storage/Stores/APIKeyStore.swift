import Domain

extension Transaction {
    public var apiKeys: APIKeyStore { APIKeyStore(transaction: self) }
}

public struct APIKeyStore {
    let transaction: any Transaction

    /// The removed ones are found too: their history stays.
    public func find(
        _ id: APIKeyID, of owner: KeyOwner, in organization: OrganizationID
    ) throws(AdminError) -> APIKey? {
        try transaction.firstRow(
            owner.isTeam ? SQL.findByTeam : SQL.findByUser, [.id(organization), owner.sqlValue, .id(id)],
            Self.decode)
    }

    public func list(
        of owner: KeyOwner, in organization: OrganizationID, _ page: PageRequest<APIKey>, includeRemoved: Bool
    ) throws(AdminError) -> Page<APIKey> {
        let statement = owner.isTeam ? SQL.listByTeam : SQL.listByUser
        return try transaction.page(statement, limit: page.limit, Self.decode) { rows in
            [.id(organization), owner.sqlValue, .text(page.after?.text ?? ""), .bool(includeRemoved), rows]
        }
    }

    public func isNameTaken(
        _ name: DisplayName, of owner: KeyOwner, in organization: OrganizationID, except id: APIKeyID
    ) throws(AdminError) -> Bool {
        try transaction.exists(
            owner.isTeam ? SQL.isNameTakenInTeam : SQL.isNameTakenByUser,
            [.id(organization), owner.sqlValue, .text(name.text), .id(id)])
    }

    /// Whether the owner has at least `count` live keys; looks at no more than that many rows.
    public func hasLiveKeys(
        _ count: Int64, of owner: KeyOwner, in organization: OrganizationID
    ) throws(AdminError) -> Bool {
        try transaction.exists(
            owner.isTeam ? SQL.hasLiveByTeam : SQL.hasLiveByUser,
            [.id(organization), owner.sqlValue, .integer(count - 1)])
    }

    /// - Returns: false where the owner has a live key of the same name; nothing is written then.
    public func insert(_ key: APIKey) throws(AdminError) -> Bool {
        try transaction.run(
            SQL.insert,
            try Self.values(key) + [.instant(key.createdAt)] + Self.plan(key)
                + SecretColumns.values(key.secrets)) > 0
    }

    public func update(_ key: APIKey) throws(AdminError) {
        try transaction.run(SQL.update, try Self.values(key) + Self.plan(key))
    }

    public func updateSecrets(_ key: APIKey) throws(AdminError) {
        try transaction.run(
            SQL.updateSecrets,
            [.id(key.organizationID), .id(key.id), .instant(key.updatedAt)] + SecretColumns.values(key.secrets))
    }

    /// Moves `last_used_at` forward, never back.
    public func updateLastUsed(
        _ id: APIKeyID, in organization: OrganizationID, to instant: Instant
    ) throws(AdminError) {
        try transaction.run(SQL.updateLastUsed, [.id(organization), .id(id), .instant(instant)])
    }

    /// Notes the last use of the one secret, current or outgoing, that has this digest.
    public func updateUse(
        of digest: SecretDigest, of id: APIKeyID, in organization: OrganizationID, to use: SecretUse
    ) throws(AdminError) {
        let values: [SQLValue] = [
            .id(organization), .id(id), .digest(digest), .instant(use.at), .optionalText(use.address),
            .optionalText(use.userAgent),
        ]
        if try transaction.run(SQL.updateCurrentUse, values) == 0 {
            try transaction.run(SQL.updateOutgoingUse, values)
        }
    }

    /// Live keys whose next rotation is planned for no later than `latest`.
    public func listDue(
        by latest: Instant, in organization: OrganizationID, _ page: PageRequest<APIKey>
    ) throws(AdminError) -> Page<APIKey> {
        try transaction.page(SQL.listDue, limit: page.limit, Self.decode) { rows in
            [.id(organization), .instant(latest), .text(page.after?.text ?? ""), rows]
        }
    }

    /// The same over all tenants, in the order of the dates, for the housekeeping. Whose they are, and no more: a row that
    /// cannot be read hides no other.
    public func due(by latest: Instant, after: DueKey?, limit: Int) throws(AdminError) -> [DueKey] {
        let values: [SQLValue] = [
            .instant(latest), .instant(after?.at ?? .earliest), .text(after?.id.text ?? ""), .integer(Int64(limit)),
        ]
        return try transaction.rows(SQL.dueEverywhere, values) { row throws(AdminError) in
            DueKey(
                organizationID: try row.id(0, Organization.self), id: try row.id(1, APIKey.self),
                at: try row.instant(2))
        }
    }

    /// The key whoever owns it, removed or not.
    public func find(_ id: APIKeyID, in organization: OrganizationID) throws(AdminError) -> APIKey? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id)], Self.decode)
    }

    /// Those of some keys that are there, in the order of the ids. A row that cannot be read hides no other.
    public func find(_ ids: [APIKeyID], in organization: OrganizationID) throws(AdminError) -> Page<APIKey> {
        let list = try StoredJSON.text(ids.map(\.text))
        let found = try transaction.page(SQL.findAll, limit: ids.count, Self.decode) { [.id(organization), list, $0] }
        let keys = Dictionary(uniqueKeysWithValues: found.items.map { ($0.id, $0) })
        return Page(items: ids.compactMap { keys[$0] }, hasMore: false, damaged: found.damaged)
    }

    private static func values(_ key: APIKey) throws(AdminError) -> [SQLValue] {
        [
            .id(key.organizationID), .id(key.id), key.owner.isTeam ? key.owner.sqlValue : .null,
            key.owner.isTeam ? .null : key.owner.sqlValue, .text(key.name.text), .bool(key.isEnabled),
            key.isRemoved ? .instant(key.updatedAt) : .null, .instant(key.expiresAt),
            try key.allowedModels.map { models throws(AdminError) in try StoredJSON.text(models.map(\.text)) } ?? .null,
            try StoredJSON.text(key.allowedAddresses.map(\.text)), StoredJSON.text(key.metadata.entries),
            .instant(key.updatedAt),
        ]
    }

    private static func plan(_ key: APIKey) throws(AdminError) -> [SQLValue] {
        [
            try key.rotationPolicy.map { policy throws(AdminError) in
                try StoredJSON.text(StoredRotationPolicy(policy))
            } ?? .null,
            .instant(key.nextRotationAt), .instant(key.rotationAnnouncedAt),
        ]
    }

    static func decode(_ row: Row) throws(AdminError) -> APIKey {
        APIKey(
            id: try row.id(1, APIKey.self),
            organizationID: try row.id(0, Organization.self),
            owner: try owner(row),
            name: try DisplayName(stored: row.text(4)),
            isEnabled: try row.bool(5),
            isRemoved: !row.isNull(6),
            expiresAt: try row.optionalInstant(7),
            allowedModels: row.isNull(8) ? nil : try row.list(8, "models") { ModelPattern($0) },
            allowedAddresses: try row.list(9, "address blocks") { AddressBlock($0) },
            metadata: try row.labels(10),
            createdAt: try row.instant(12),
            updatedAt: try row.instant(11),
            lastUsedAt: try row.optionalInstant(16 + SecretColumns.count),
            rotationPolicy: try rotationPolicy(row),
            nextRotationAt: try row.optionalInstant(14),
            rotationAnnouncedAt: try row.optionalInstant(15),
            secrets: try SecretColumns.read(row, from: 16))
    }

    private static func owner(_ row: Row) throws(AdminError) -> KeyOwner {
        row.isNull(2) ? .user(try row.id(3, User.self)) : .team(try row.id(2, Team.self))
    }

    private static func rotationPolicy(_ row: Row) throws(AdminError) -> RotationPolicy? {
        guard let text = try row.optionalText(13) else { return nil }
        return try row.reading(13, "a plan for rotations") { () throws(AdminError) in
            try StoredJSON.value(text, as: StoredRotationPolicy.self).policy()
        }
    }
}

extension KeyOwner {
    var isTeam: Bool {
        if case .team = self { true } else { false }
    }

    var sqlValue: SQLValue {
        switch self {
        case .team(let id): .id(id)
        case .user(let id): .id(id)
        }
    }
}
