import Wire

/// A key that was just given a secret, in a list of such: the secret is what matters and is never cut.
struct NewSecret: Presentable {
    let body: APIKeyBody

    static var plural: String { "keys" }

    static var columns: [Column<NewSecret>] {
        [
            .whole("API KEY") { $0.body.apiKey },
            Column("NAME") { $0.body.name },
            .id("ID") { $0.body.id },
            .instant("OLD SECRET ENDS") { $0.body.rotation.value?.endsAt },
        ]
    }

    static var fields: [Column<NewSecret>] { columns }

    var identity: String { body.id }

    func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
    }
}
