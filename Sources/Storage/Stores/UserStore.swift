import Domain

extension Transaction {
    public var users: UserStore { UserStore(transaction: self) }
}

public struct UserStore {
    let transaction: any Transaction

    public func find(_ id: UserID, in organization: OrganizationID) throws(AdminError) -> User? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id)], Self.decode)
    }

    public func find(_ email: EmailAddress, in organization: OrganizationID) throws(AdminError) -> User? {
        try transaction.firstRow(SQL.findByEmail, [.id(organization), .text(email.folded)], Self.decode)
    }

    /// Those that a search finds, in its order.
    public func list(
        _ search: NameSearch, in organization: OrganizationID, _ page: PageRequest<User>
    ) throws(AdminError) -> Page<User> {
        try transaction.page(search, of: .users, in: organization, page, columns: SQL.columns, Self.decode)
    }

    /// How many a search finds.
    public func count(_ search: NameSearch, in organization: OrganizationID) throws(AdminError) -> Int {
        try transaction.count(search, of: .users, in: organization)
    }

    public func isEmailTaken(
        _ email: EmailAddress, in organization: OrganizationID, except id: UserID
    ) throws(AdminError) -> Bool {
        try transaction.exists(SQL.isEmailTaken, [.id(organization), .text(email.folded), .id(id)])
    }

    /// Whether somebody else is an owner who can still act.
    public func hasActiveOwner(in organization: OrganizationID, besides id: UserID) throws(AdminError) -> Bool {
        try transaction.exists(SQL.hasActiveOwner, [.id(organization), .id(id)])
    }

    public func insert(_ user: User) throws(AdminError) {
        try transaction.run(SQL.insert, Self.values(user) + [.instant(user.createdAt)])
    }

    public func update(_ user: User) throws(AdminError) {
        try transaction.run(SQL.update, Self.values(user))
    }

    public func delete(_ id: UserID, in organization: OrganizationID) throws(AdminError) {
        try transaction.run(SQL.delete, [.id(organization), .id(id), .instant(transaction.now)])
    }

    /// Every user that was ever there with whether its keys may be good, for the key directory.
    public func forEachLiveness(_ body: (UserID, Bool) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.liveness, []) { row throws(AdminError) in
            try body(try row.id(0, User.self), try row.bool(1))
        }
    }

    private static func values(_ user: User) -> [SQLValue] {
        [
            .id(user.organizationID), .id(user.id), .text(user.email.text), .text(user.email.folded),
            .text(user.name.text), .text(user.role.rawValue), .text(user.status.rawValue), .instant(user.updatedAt),
        ]
    }

    static func decode(_ row: Row) throws(AdminError) -> User {
        User(
            id: try row.id(1, User.self),
            organizationID: try row.id(0, Organization.self),
            email: try row.parsed(2, "an email address") { EmailAddress($0) },
            name: try DisplayName(stored: row.text(4)),
            role: try row.parsed(5, "a role") { User.Role(rawValue: $0) },
            status: try row.parsed(6, "a status") { User.Status(rawValue: $0) },
            createdAt: try row.instant(8),
            updatedAt: try row.instant(7))
    }
}
