import Wire

extension TeamMemberBody: Presentable {
    static var plural: String { "members" }

    static var columns: [Column<TeamMemberBody>] {
        [
            Column("USER") { $0.userID },
            Column("ROLE") { $0.role },
            .instant("SINCE") { $0.createdAt },
        ]
    }

    static var fields: [Column<TeamMemberBody>] {
        [
            Column("User") { $0.userID },
            Column("Team") { $0.teamID },
            Column("Role") { $0.role },
            .instant("Since") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identity: String { userID }
}
