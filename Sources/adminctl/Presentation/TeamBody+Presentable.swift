import Wire

extension TeamBody: Presentable {
    static var plural: String { "teams" }

    static var columns: [Column<TeamBody>] {
        [
            .id("ID") { $0.id },
            Column("SLUG") { $0.slug },
            Column("NAME") { $0.name },
            Column("DESCRIPTION") { FieldText.optional($0.description) },
            .instant("CREATED") { $0.createdAt },
        ]
    }

    static var fields: [Column<TeamBody>] {
        [
            Column("Id") { $0.id },
            Column("Slug") { $0.slug },
            Column("Name") { $0.name },
            Column("Description") { FieldText.optional($0.description) },
            Column("Metadata") { FieldText.map($0.metadata) },
            Column("Organization") { $0.organizationID },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identity: String { id }
}
