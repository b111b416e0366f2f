import Wire

extension DueKeyBody: Presentable {
    static var plural: String { "keys due" }

    static var columns: [Column<DueKeyBody>] {
        [
            .id("ID") { $0.key.id },
            Column("NAME") { $0.key.name },
            .state("STATE") { $0.state },
            .instant("ROTATE") { $0.nextRotationAt },
            .instant("DISABLED") { $0.disablesAt.value },
            Column("OWNER") { $0.key.owner },
        ]
    }

    static var fields: [Column<DueKeyBody>] {
        columns + [
            Column("API key") { $0.key.apiKey },
            Column("Rotation policy") { $0.key.rotationPolicy.value?.words ?? FieldText.nothing },
            .instant("Last used") { $0.key.lastUsedAt },
        ]
    }

    var identity: String { key.id }
}
