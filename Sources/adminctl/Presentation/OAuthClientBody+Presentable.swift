import Wire

extension OAuthClientBody: Presentable {
    static var plural: String { "clients" }

    static var columns: [Column<OAuthClientBody>] {
        [
            .id("CLIENT ID") { $0.clientID },
            Column("NAME") { $0.name },
            .state("STATE") { $0.state },
            .id("USER") { FieldText.optional($0.userID.value) },
            Column("SCOPES") { FieldText.list($0.scopes) },
        ]
    }

    static var fields: [Column<OAuthClientBody>] {
        [
            Column("Client id") { $0.clientID },
            Column("Client secret") { $0.clientSecret },
            Column("Name") { $0.name },
            .state("State") { $0.state },
            Column("Organization") { $0.organizationID.value ?? "the platform" },
            Column("User") { FieldText.optional($0.userID.value) },
            Column("Scopes") { FieldText.list($0.scopes) },
            .instant("Old secret ends") { $0.rotation.value?.endsAt },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    var identity: String { clientID }

    private var state: String {
        enabled ? rotation.value == nil ? "enabled" : "rotating" : "disabled"
    }
}
