import Domain

extension Transaction {
    public var organizations: OrganizationStore { OrganizationStore(transaction: self) }
}

/// The tenants themselves. A deleted one is not found, and its slug is free again.
public struct OrganizationStore {
    let transaction: any Transaction

    public func find(_ id: OrganizationID) throws(AdminError) -> Organization? {
        try transaction.firstRow(SQL.find, [.id(id)], Self.decode)
    }

    public func find(_ reference: OrganizationReference) throws(AdminError) -> Organization? {
        switch reference {
        case .id(let id): try find(id)
        case .slug(let slug): try find(slug: slug)
        }
    }

    public func find(slug: Slug) throws(AdminError) -> Organization? {
        try transaction.firstRow(SQL.findBySlug, [.text(slug.text)], Self.decode)
    }

    public func list(_ page: PageRequest<Organization>) throws(AdminError) -> Page<Organization> {
        try transaction.page(SQL.list, limit: page.limit, Self.decode) { rows in
            [.text(page.after?.text ?? ""), rows]
        }
    }

    public func isSlugTaken(_ slug: Slug, except id: OrganizationID) throws(AdminError) -> Bool {
        try transaction.exists(SQL.isSlugTaken, [.text(slug.text), .id(id)])
    }

    public func insert(_ organization: Organization) throws(AdminError) {
        try transaction.run(
            SQL.insert, Self.values(organization) + [.instant(organization.createdAt)])
    }

    public func update(_ organization: Organization) throws(AdminError) {
        try transaction.run(SQL.update, Self.values(organization))
    }

    public func delete(_ id: OrganizationID) throws(AdminError) {
        try transaction.run(SQL.delete, [.id(id), .instant(transaction.now)])
    }

    /// Every tenant that was ever there, for the key directory: its slug (`nil` once it is deleted), and whether its keys
    /// may be good.
    public func forEachStanding(
        _ body: (OrganizationID, Slug?, Bool) throws(AdminError) -> Void
    ) throws(AdminError) {
        try transaction.forEachRow(SQL.standing, []) { row throws(AdminError) in
            let slug = row.isNull(1) ? nil : try row.parsed(1, "a slug") { Slug($0) }
            try body(try row.id(0, Organization.self), slug, try row.bool(2))
        }
    }

    /// The time zones of organizations that are not deleted.
    public func forEachTimeZone(
        _ body: (OrganizationID, TimeZoneName) throws(AdminError) -> Void
    ) throws(AdminError) {
        try transaction.forEachRow(SQL.timeZones, []) { row throws(AdminError) in
            let zone = try row.parsed(1, "a time zone") { TimeZoneName($0) }
            try body(try row.id(0, Organization.self), zone)
        }
    }

    /// What users in no team may use, of every organization that is there.
    public func forEachDefault(
        _ body: (OrganizationID, ModelAccessMode) throws(AdminError) -> Void
    ) throws(AdminError) {
        try transaction.forEachRow(SQL.defaults, []) { row throws(AdminError) in
            let mode = try row.parsed(1, "a mode") { ModelAccessMode(rawValue: $0) }
            try body(try row.id(0, Organization.self), mode)
        }
    }

    private static func values(_ organization: Organization) -> [SQLValue] {
        [
            .id(organization.id), .text(organization.name.text), .text(organization.slug.text),
            .text(organization.timeZone.text), .text(organization.status.rawValue),
            .optionalInteger(organization.keyCeilings.maximumLifetimeSeconds),
            .optionalInteger(organization.keyCeilings.maximumKeysPerOwner),
            .text(organization.defaultTeamModels.rawValue), .instant(organization.updatedAt),
        ]
    }

    static func decode(_ row: Row) throws(AdminError) -> Organization {
        Organization(
            id: try row.id(0, Organization.self),
            name: try DisplayName(stored: row.text(1)),
            slug: try row.parsed(2, "a slug") { Slug($0) },
            timeZone: try row.parsed(3, "a time zone") { TimeZoneName($0) },
            status: try row.parsed(4, "a status") { Organization.Status(rawValue: $0) },
            keyCeilings: try KeyCeilings(
                maximumLifetimeSeconds: row.optionalInteger(5), maximumKeysPerOwner: row.optionalInteger(6)),
            defaultTeamModels: try row.parsed(7, "a mode") { ModelAccessMode(rawValue: $0) },
            createdAt: try row.instant(9),
            updatedAt: try row.instant(8))
    }
}
