import Wire

extension UsageEntityBody: Presentable {
    static var plural: String { "entities" }

    static var columns: [Column<UsageEntityBody>] {
        [
            .id("ID") { $0.id },
            Column("VALUE") { FieldText.optional($0.valueKey) },
            .whole("USED") { $0.currentUsage.text },
            .whole("HELD") { $0.held.text },
            .whole("REMAINING") { $0.remaining.text },
            .whole("LIMIT") { $0.creditLimit.text },
            .state("STATE") { $0.status },
            .instant("RESET") { $0.nextUsageResetAt.value },
        ]
    }

    static var fields: [Column<UsageEntityBody>] { columns }
    var identity: String { id }
}

extension UsageEntityBody: Referable {
    static var singular: String { "entity" }
    var uniqueNames: [String] { [valueKey] }
    var givenName: String { valueKey }
}
