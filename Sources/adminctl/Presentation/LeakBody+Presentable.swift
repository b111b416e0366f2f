import Wire

extension SecretLookupBody: Presentable {
    static var plural: String { "answers" }
    static var columns: [Column<SecretLookupBody>] { fields }
    static var leavesOutEmptyFields: Bool { true }

    static var fields: [Column<SecretLookupBody>] {
        [
            Column("Found") { $0.found ? "yes" : "no" },
            Column("Kind") { FieldText.optional($0.kind?.replacing("_", with: " ")) },
            .state("Live") { $0.live.map { $0 ? "live" : "dead" } ?? FieldText.nothing },
            .state("State") { FieldText.optional($0.state) },
            Column("Secret") { FieldText.optional($0.secret) },
            Column("Organization") { FieldText.optional($0.organizationID) },
            Column("Key") { FieldText.optional($0.keyID) },
            Column("Client") { FieldText.optional($0.clientID) },
            Column("Name") { FieldText.optional($0.name) },
            Column("Team") { FieldText.optional($0.teamID) },
            Column("User") { FieldText.optional($0.userID) },
        ]
    }

    var identity: String { keyID ?? clientID ?? "" }
}

extension LeakRevocationBody: Presentable {
    static var plural: String { "answers" }
    static var columns: [Column<LeakRevocationBody>] { fields }
    static var leavesOutEmptyFields: Bool { true }

    static var fields: [Column<LeakRevocationBody>] {
        [
            Column("Revoked") { $0.revoked ? "yes" : "no" },
            Column("Action") { FieldText.optional($0.action?.replacing("_", with: " ")) },
            Column("Key") { FieldText.optional($0.keyID) },
            Column("Client") { FieldText.optional($0.clientID) },
        ]
    }

    var identity: String { keyID ?? clientID ?? "" }
}
