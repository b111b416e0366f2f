import Wire

extension IntrospectionBody: Presentable {
    static var plural: String { "tokens" }
    static var columns: [Column<IntrospectionBody>] { fields }

    static var fields: [Column<IntrospectionBody>] {
        [
            Column("Client") { FieldText.optional($0.clientID) },
            Column("Organization") { $0.organizationID ?? "the platform" },
            Column("User") { FieldText.optional($0.userID) },
            Column("Scopes") { FieldText.optional($0.scope) },
            .instant("Token expires") { $0.exp.map(Timestamp.text(unixSeconds:)) },
            Column("Issuer") { FieldText.optional($0.iss) },
        ]
    }

    var identity: String { clientID ?? "" }
}
