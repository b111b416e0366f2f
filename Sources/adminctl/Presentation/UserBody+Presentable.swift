import Wire

extension UserBody: Presentable {
    static var plural: String { "users" }

    static var columns: [Column<UserBody>] {
        [
            .id("ID") { $0.id },
            Column("EMAIL") { $0.email },
            Column("NAME") { $0.name },
            Column("ROLE") { $0.role },
            .state("STATUS") { $0.status },
        ]
    }

    static var fields: [Column<UserBody>] {
        [
            Column("Id") { $0.id },
            Column("Email") { $0.email },
            Column("Name") { $0.name },
            Column("Role") { $0.role },
            .state("Status") { $0.status },
            Column("Organization") { $0.organizationID },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identity: String { id }
}
