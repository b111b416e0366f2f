import Wire

extension UsageLimitBody: Presentable {
    static var plural: String { "budgets" }

    static var columns: [Column<UsageLimitBody>] {
        [
            .id("ID") { $0.id },
            Column("NAME") { $0.name.value ?? $0.id },
            Column("LIMIT") { PolicyText.amount($0.creditLimit, $0.type) },
            Column("RESET") { PolicyText.reset($0) },
            Column("PER") { PolicyText.groups($0.groupBy) },
            Column("WHEN") { PolicyText.conditions($0.conditions) },
            .state("STATE") { $0.mode == "shadow" && $0.status == "active" ? "shadow" : $0.status },
        ]
    }

    static var fields: [Column<UsageLimitBody>] {
        [
            Column("Id") { $0.id },
            Column("Name") { FieldText.optional($0.name.value) },
            Column("Limit") { PolicyText.amount($0.creditLimit, $0.type) },
            Column("Raised to") { budget in PolicyText.amount(budget.override.value?.creditLimit, budget.type) },
            .instant("Raised until") { $0.override.value?.expiresAt },
            Column("Alert at") { PolicyText.amount($0.alertThreshold.value, $0.type) },
            Column("Reset") { PolicyText.reset($0) },
            .instant("Next reset") { $0.nextUsageResetAt.value },
            .instant("Last reset") { $0.lastResetAt.value },
            Column("Per") { PolicyText.groups($0.groupBy) },
            Column("When") { PolicyText.conditions($0.conditions) },
            Column("Without group") { $0.onMissing },
            Column("Without price") { $0.onUnpriced },
            Column("Never settled") { $0.onExpiry },
            Column("Mode") { $0.mode },
            .state("State") { $0.status },
            Column("Key") { FieldText.optional($0.apiKeyID.value) },
            .instant("Created") { $0.createdAt },
            .instant("Updated") { $0.updatedAt },
        ]
    }

    static var leavesOutEmptyFields: Bool { true }
    var identity: String { id }
}

extension UsageLimitBody: Referable {
    static var singular: String { "budget" }
    var uniqueNames: [String] { [] }
    var givenName: String { name.value ?? "" }
}
