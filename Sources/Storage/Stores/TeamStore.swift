import Domain

extension Transaction {
    public var teams: TeamStore { TeamStore(transaction: self) }
}

public struct TeamStore {
    let transaction: any Transaction

    public func find(_ id: TeamID, in organization: OrganizationID) throws(AdminError) -> Team? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id)], Self.decode)
    }

    /// - Parameter text: an id or a slug.
    public func find(named text: String, in organization: OrganizationID) throws(AdminError) -> Team? {
        if let id = TeamID(text) { return try find(id, in: organization) }
        guard let slug = Slug(text) else { return nil }
        return try transaction.firstRow(SQL.findBySlug, [.id(organization), .text(slug.text)], Self.decode)
    }

    /// What keys of the team begin with and are held to, in one query and without the rest of the two rows; `nil` where
    /// there is no such organization.
    public func findOfKeys(
        _ id: TeamID, in organization: OrganizationReference
    ) throws(AdminError) -> TeamOfKeys? {
        var found: TeamOfKeys?
        let (statement, tenant): (Statement, SQLValue) =
            switch organization {
            case .id(let id): (SQL.findOfKeys, .id(id))
            case .slug(let slug): (SQL.findOfKeysBySlug, .text(slug.text))
            }
        try transaction.forEachRowInPlace(statement, [tenant, .id(id)]) { row throws(AdminError) in
            found = TeamOfKeys(
                organizationID: try row.id(0, Organization.self),
                keyCeilings: try KeyCeilings(
                    maximumLifetimeSeconds: row.optionalInteger(1), maximumKeysPerOwner: row.optionalInteger(2)),
                metadata: try row.optionalBytes(3) == nil ? nil : try row.labels(3))
        }
        return found
    }

    /// Those that a search finds, in its order.
    public func list(
        _ search: NameSearch, in organization: OrganizationID, _ page: PageRequest<Team>
    ) throws(AdminError) -> Page<Team> {
        try transaction.page(search, of: .teams, in: organization, page, columns: SQL.columns, Self.decode)
    }

    /// How many a search finds.
    public func count(_ search: NameSearch, in organization: OrganizationID) throws(AdminError) -> Int {
        try transaction.count(search, of: .teams, in: organization)
    }

    public func isSlugTaken(
        _ slug: Slug, in organization: OrganizationID, except id: TeamID
    ) throws(AdminError) -> Bool {
        try transaction.exists(SQL.isSlugTaken, [.id(organization), .text(slug.text), .id(id)])
    }

    public func insert(_ team: Team) throws(AdminError) {
        try transaction.run(SQL.insert, try Self.values(team) + [.instant(team.createdAt)])
    }

    public func update(_ team: Team) throws(AdminError) {
        try transaction.run(SQL.update, try Self.values(team))
    }

    public func delete(_ id: TeamID, in organization: OrganizationID) throws(AdminError) {
        try transaction.run(SQL.delete, [.id(organization), .id(id), .instant(transaction.now)])
    }

    /// Every team that was ever there with whether its keys may be good, for the key directory.
    public func forEachLiveness(_ body: (TeamID, Bool) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.liveness, []) { row throws(AdminError) in
            try body(try row.id(0, Team.self), try row.bool(1))
        }
    }

    private static func values(_ team: Team) throws(AdminError) -> [SQLValue] {
        [
            .id(team.organizationID), .id(team.id), .text(team.name.text), .text(team.slug.text),
            .text(team.description), StoredJSON.text(team.metadata.entries), .instant(team.updatedAt),
        ]
    }

    static func decode(_ row: Row) throws(AdminError) -> Team {
        Team(
            id: try row.id(1, Team.self),
            organizationID: try row.id(0, Organization.self),
            name: try DisplayName(stored: row.text(2)),
            slug: try row.parsed(3, "a slug") { Slug($0) },
            description: try row.text(4),
            metadata: try row.labels(5),
            createdAt: try row.instant(7),
            updatedAt: try row.instant(6))
    }
}

/// What the keys of a team take from it and from its organization.
public struct TeamOfKeys: Sendable {
    public let organizationID: OrganizationID
    public let keyCeilings: KeyCeilings
    /// `nil` where the organization has no such team.
    public let metadata: Metadata?
}
