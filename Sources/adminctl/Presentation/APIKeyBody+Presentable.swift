import Wire

extension APIKeyBody: Presentable {
    static var plural: String { "keys" }

    static var columns: [Column<APIKeyBody>] {
        [
            .id("ID") { $0.id },
            Column("NAME") { $0.name },
            .state("STATE") { $0.state },
            .whole("API KEY") { $0.apiKey },
            .instant("EXPIRES") { $0.expirationDate },
            .instant("LAST USED") { $0.lastUsedAt },
        ]
    }

    static var fields: [Column<APIKeyBody>] {
        [
            Column("Id") { $0.id },
            Column("API key") { $0.apiKey },
            Column("Name") { $0.name },
            .state("State") { $0.state },
            Column("Owner") { $0.owner },
            Column("Models") {
                FieldText.list($0.allowedModels.value, none: $0.allowedModels.value == nil ? "any" : "none")
            },
            Column("Addresses") { FieldText.list($0.allowedAddresses, none: "any") },
            Column("Metadata") { FieldText.map($0.metadata) },
            .instant("Expires") { $0.expirationDate },
            Column("Rotation policy") { $0.rotationPolicy.value?.words ?? FieldText.nothing },
            .instant("Next rotation") { $0.nextRotationAt.value },
            .instant("Old secret ends") { $0.rotation.value?.endsAt },
            .instant("Last used") { $0.lastUsedAt },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identity: String { id }

    var state: String {
        if removed { return "removed" }
        return enabled ? rotation.value == nil ? "enabled" : "rotating" : "disabled"
    }

    var owner: String {
        teamID.map { "team \($0)" } ?? userID.map { "user \($0)" } ?? FieldText.nothing
    }
}
