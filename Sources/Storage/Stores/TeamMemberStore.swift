import Domain

extension Transaction {
    public var teamMembers: TeamMemberStore { TeamMemberStore(transaction: self) }
}

public struct TeamMemberStore {
    let transaction: any Transaction

    public func find(
        _ user: UserID, of team: TeamID, in organization: OrganizationID
    ) throws(AdminError) -> TeamMember? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(team), .id(user)], Self.decode)
    }

    public func list(
        of team: TeamID, in organization: OrganizationID, _ page: PageRequest<User>
    ) throws(AdminError) -> Page<TeamMember> {
        try transaction.page(SQL.list, limit: page.limit, Self.decode) { rows in
            [.id(organization), .id(team), .text(page.after?.text ?? ""), rows]
        }
    }

    /// Everybody who is in the team.
    public func userIDs(of team: TeamID, in organization: OrganizationID) throws(AdminError) -> [UserID] {
        try transaction.rows(SQL.userIDs, [.id(organization), .id(team)]) { row throws(AdminError) in
            try row.id(0, User.self)
        }
    }

    public func insert(_ member: TeamMember) throws(AdminError) {
        try transaction.run(SQL.insert, Self.values(member) + [.instant(member.createdAt)])
    }

    public func update(_ member: TeamMember) throws(AdminError) {
        try transaction.run(SQL.update, Self.values(member))
    }

    public func delete(_ user: UserID, of team: TeamID, in organization: OrganizationID) throws(AdminError) {
        try transaction.run(SQL.delete, [.id(organization), .id(team), .id(user)])
    }

    public func deleteAll(of team: TeamID, in organization: OrganizationID) throws(AdminError) {
        try transaction.run(SQL.deleteByTeam, [.id(organization), .id(team)])
    }

    public func deleteAll(with user: UserID, in organization: OrganizationID) throws(AdminError) {
        try transaction.run(SQL.deleteByUser, [.id(organization), .id(user)])
    }

    /// Every membership that there is, for the hot path.
    public func forEachMember(_ body: (TeamMember) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everything, []) { row throws(AdminError) in try body(try Self.decode(row)) }
    }

    private static func values(_ member: TeamMember) -> [SQLValue] {
        [
            .id(member.organizationID), .id(member.teamID), .id(member.userID), .text(member.role.rawValue),
            .instant(member.updatedAt),
        ]
    }

    private static func decode(_ row: Row) throws(AdminError) -> TeamMember {
        TeamMember(
            teamID: try row.id(1, Team.self), userID: try row.id(2, User.self),
            organizationID: try row.id(0, Organization.self),
            role: try row.parsed(3, "a role") { TeamMember.Role(rawValue: $0) },
            createdAt: try row.instant(5), updatedAt: try row.instant(4))
    }
}
