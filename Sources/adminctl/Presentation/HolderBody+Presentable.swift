import Wire

extension HolderBody: Presentable {
    static var plural: String { "holders" }
    static var columns: [Column<HolderBody>] { fields }

    static var fields: [Column<HolderBody>] {
        [
            Column("Key") { $0.keyID },
            Column("Name") { $0.name },
            Column("Organization") { $0.organizationID },
            Column("Owner") { $0.teamID.map { "team \($0)" } ?? $0.userID.map { "user \($0)" } ?? FieldText.nothing },
            Column("Models") {
                FieldText.list($0.allowedModels.value, none: $0.allowedModels.value == nil ? "any" : "none")
            },
            Column("Metadata") { FieldText.map($0.metadata) },
            .instant("Expires") { $0.expiresAt.value },
            Column("Old secret") { $0.inTransition ? "yes: take the new one" : "no" },
            .instant("Secret ends") { $0.secretEndsAt.value },
            .instant("Next rotation") { $0.nextRotationAt.value },
        ]
    }

    var identity: String { keyID }
}
