import Wire

extension OrganizationBody: Presentable {
    static var plural: String { "organizations" }

    static var columns: [Column<OrganizationBody>] {
        [
            .id("ID") { $0.id },
            Column("SLUG") { $0.slug },
            Column("NAME") { $0.name },
            .state("STATUS") { $0.status },
            Column("TIME ZONE") { $0.timeZone },
            .instant("CREATED") { $0.createdAt },
        ]
    }

    static var fields: [Column<OrganizationBody>] {
        [
            Column("Id") { $0.id },
            Column("Slug") { $0.slug },
            Column("Name") { $0.name },
            .state("Status") { $0.status },
            Column("Time zone") { $0.timeZone },
            Column("Longest key life") { ceiling($0.keyCeilings.maxLifetimeSeconds, unit: " s") },
            Column("Most keys per owner") { ceiling($0.keyCeilings.maxKeysPerOwner, unit: "") },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identity: String { id }

    private static func ceiling(_ value: Nullable<Int64>, unit: String) -> String {
        value.value.map { "\($0)\(unit)" } ?? "no ceiling"
    }
}
