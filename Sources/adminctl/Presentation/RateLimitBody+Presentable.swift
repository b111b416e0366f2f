import Wire

extension RateLimitBody: Presentable {
    static var plural: String { "rate limits" }

    static var columns: [Column<RateLimitBody>] {
        [
            .id("ID") { $0.id },
            Column("NAME") { $0.name.value ?? $0.id },
            Column("LIMIT") { $0.limitText },
            Column("PER") { PolicyText.groups($0.groupBy) },
            Column("WHEN") { PolicyText.conditions($0.conditions) },
            .state("STATE") { $0.mode == "shadow" && $0.status == "active" ? "shadow" : $0.status },
        ]
    }

    static var fields: [Column<RateLimitBody>] {
        [
            Column("Id") { $0.id },
            Column("Name") { FieldText.optional($0.name.value) },
            Column("Limit") { $0.limitText },
            Column("Per") { PolicyText.groups($0.groupBy) },
            Column("When") { PolicyText.conditions($0.conditions) },
            Column("Without group") { $0.onMissing },
            Column("Mode") { $0.mode },
            .state("State") { $0.status },
            Column("Key") { FieldText.optional($0.apiKeyID.value) },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    /// `100 requests rpm`, `5 concurrent`.
    private var limitText: String { ["\(value)", type, unit.value].compactMap(\.self).joined(separator: " ") }

    static var leavesOutEmptyFields: Bool { true }
    var identity: String { id }
}

extension RateLimitBody: Referable {
    static var singular: String { "rate limit" }
    var uniqueNames: [String] { [] }
    var givenName: String { name.value ?? "" }
}
