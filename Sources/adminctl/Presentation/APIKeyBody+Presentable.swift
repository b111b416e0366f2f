import Wire

extension APIKeyBody: Presentable {
    static var plural: String { "keys" }

    static var columns: [Column<APIKeyBody>] {
        [
            Column("ID") { $0.id },
            Column("NAME") { $0.name },
            Column("STATE") { $0.state },
            Column("KEY") { $0.apiKey },
            Column("EXPIRES") { FieldText.instant($0.expirationDate) },
            Column("LAST USED") { FieldText.instant($0.lastUsedAt) },
        ]
    }

    static var fields: [Column<APIKeyBody>] {
        [
            Column("Id") { $0.id },
            Column("API key") { $0.apiKey },
            Column("Name") { $0.name },
            Column("State") { $0.state },
            Column("Owner") { $0.owner },
            Column("Models") {
                FieldText.list($0.allowedModels.value, none: $0.allowedModels.value == nil ? "any" : "none")
            },
            Column("Addresses") { FieldText.list($0.allowedAddresses, none: "any") },
            Column("Metadata") { FieldText.map($0.metadata) },
            Column("Expires") { FieldText.instant($0.expirationDate) },
            Column("Old secret ends") { FieldText.instant($0.rotation.value?.endsAt) },
            Column("Last used") { FieldText.instant($0.lastUsedAt) },
            Column("Created") { FieldText.instant($0.createdAt) },
            Column("Updated") { FieldText.instant($0.updatedAt) },
        ]
    }

    var identity: String { id }

    private var state: String {
        if removed { return "removed" }
        return enabled ? rotation.value == nil ? "enabled" : "rotating" : "disabled"
    }

    private var owner: String {
        teamID.map { "team \($0)" } ?? userID.map { "user \($0)" } ?? FieldText.nothing
    }
}
