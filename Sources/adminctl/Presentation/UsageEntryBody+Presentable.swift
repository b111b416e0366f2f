import Wire

extension UsageEntryBody: Presentable {
    static var plural: String { "entries" }

    static var columns: [Column<UsageEntryBody>] {
        [
            .id("ID") { $0.id },
            Column("REQUEST") { $0.requestID.value ?? $0.id },
            Column("MODEL") { FieldText.optional($0.model.value) },
            Column("USED") { $0.usage.words },
            Column("COST") { $0.unpriced == true ? "unknown" : FieldText.dollars($0.cost.value) },
            Column("OUTCOME") { FieldText.optional($0.outcome.value) },
            Column("REASON") { FieldText.optional($0.reason) },
            .instant("RECORDED") { $0.createdAt },
        ]
    }

    static var fields: [Column<UsageEntryBody>] {
        [
            Column("Id") { $0.id },
            Column("Request") { FieldText.optional($0.requestID.value) },
            Column("Key") { $0.keyID },
            Column("Model") { FieldText.optional($0.model.value) },
            Column("Used") { $0.usage.words },
            Column("Cost") {
                $0.unpriced == true
                    ? "unknown: no price covered it when it was recorded" : FieldText.dollars($0.cost.value)
            },
            Column("Price version") { FieldText.count($0.priceVersion.value) },
            Column("Outcome") { FieldText.optional($0.outcome.value) },
            Column("Metadata") { FieldText.map($0.metadata) },
            Column("Corrects") { FieldText.optional($0.corrects) },
            Column("Reason") { FieldText.optional($0.reason) },
            Column("Corrections") { FieldText.list($0.corrections?.map(\.summary)) },
            Column("Net used") { FieldText.optional($0.shownNet?.usage.words) },
            Column("Net cost") { FieldText.dollars($0.shownNet?.cost.value) },
            Column("Repeated") { $0.repeated == true ? "yes: it was charged before" : FieldText.nothing },
            .instant("Occurred") { $0.occurredAt },
            .instant("Recorded") { $0.createdAt },
        ]
    }

    static var leavesOutEmptyFields: Bool { true }
    var identity: String { id }

    /// What a call is without corrections needs no second telling.
    private var shownNet: NetUsageBody? { corrects == nil && corrections?.isEmpty != false ? nil : net }

    /// Of a correction, among those of its call.
    private var summary: String { "\(FieldText.dollars(cost.value)) (\(FieldText.optional(reason)))" }
}

extension UsageBody {
    /// `30 in (10 cached), 5 out, images 2`.
    var words: String {
        func part(_ count: Int64?, _ word: String) -> String {
            count.flatMap { $0 != 0 ? " (\($0) \(word))" : nil } ?? ""
        }
        let counted = counters.counts.filter { $0.value.value != 0 }.sorted { $0.key < $1.key }
        return
            ([
                "\(inputTokens) in\(part(cachedInputTokens, "cached"))",
                "\(outputTokens) out\(part(reasoningTokens, "reasoning"))",
            ]
            + counted.map { "\($0.key) \($0.value.text)" }).joined(separator: ", ")
    }
}
