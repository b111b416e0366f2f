import Wire

extension ReservationBody: Presentable {
    static var plural: String { "reservations" }

    static var columns: [Column<ReservationBody>] {
        [
            Column("ID") { $0.id },
            Column("REQUEST") { FieldText.optional($0.requestID.value) },
            Column("KEY") { $0.keyID },
            Column("MODEL") { FieldText.optional($0.model.value) },
            Column("HOLDS") { $0.holdsText },
            .state("STATE") { $0.state },
            .instant("CREATED") { $0.createdAt },
            .instant("EXPIRES") { $0.expiresAt },
        ]
    }

    static var fields: [Column<ReservationBody>] {
        [
            Column("Id") { $0.id },
            Column("Request") { FieldText.optional($0.requestID.value) },
            Column("Key") { $0.keyID },
            Column("Model") { FieldText.optional($0.model.value) },
            .state("State") { $0.state },
            Column("Input tokens") { String($0.inputTokens) },
            Column("Max output tokens") { String($0.maxOutputTokens) },
            Column("Estimated cost") { FieldText.optional($0.cost.value.map { "$\($0.text)" }) },
            Column("Holds") { $0.holdsText },
            .instant("Created") { $0.createdAt },
            .instant("Expires") { $0.expiresAt },
            .instant("Ended") { $0.endedAt.value },
            Column("Used") { FieldText.optional($0.settlement.value?.usage.words) },
            Column("Cost") { FieldText.optional($0.settlement.value?.cost.value.map { "$\($0.text)" }) },
            Column("Outcome") { FieldText.optional($0.settlement.value?.outcome.value) },
        ]
    }

    static var leavesOutEmptyFields: Bool { true }
    var identity: String { id }

    /// Each amount once, as several limits of a kind hold the same.
    var holdsText: String {
        var words: [String] = []
        for hold in holds {
            let text = PolicyText.amount(hold.amount, hold.type)
            if !words.contains(text) { words.append(text) }
        }
        return FieldText.list(words)
    }
}

extension ReservationBody: Referable {
    static var singular: String { "reservation" }
    // Unique per key, and not beyond.
    var uniqueNames: [String] { [] }
    var givenName: String { requestID.value ?? "" }
}

extension UsageBody {
    /// `30 in (10 cached), 5 out`.
    var words: String {
        func part(_ count: Int64?, _ word: String) -> String {
            count.flatMap { $0 > 0 ? " (\($0) \(word))" : nil } ?? ""
        }
        return "\(inputTokens) in\(part(cachedInputTokens, "cached")), "
            + "\(outputTokens) out\(part(reasoningTokens, "reasoning"))"
    }
}

extension UsageEntryBody: Presentable {
    static var plural: String { "entries" }
    static var columns: [Column<UsageEntryBody>] { fields }
    static var leavesOutEmptyFields: Bool { true }

    static var fields: [Column<UsageEntryBody>] {
        [
            Column("Id") { $0.id },
            Column("Request") { FieldText.optional($0.requestID.value) },
            Column("Key") { $0.keyID },
            Column("Model") { FieldText.optional($0.model.value) },
            Column("Used") { $0.usage.words },
            Column("Cost") { $0.cost.value.map { "$\($0.text)" } ?? "unknown: the model has no price" },
            Column("Price version") { FieldText.count($0.priceVersion.value) },
            Column("Outcome") { FieldText.optional($0.outcome.value) },
            Column("Corrects") { FieldText.optional($0.corrects) },
            Column("Reason") { FieldText.optional($0.reason) },
            Column("Corrections") { FieldText.count($0.corrections.map { Int64($0.count) }) },
            Column("Net used") {
                FieldText.optional($0.corrects == nil && $0.corrections?.isEmpty == true ? nil : $0.net?.usage.words)
            },
            Column("Net cost") { FieldText.optional($0.net?.cost.value.map { "$\($0.text)" }) },
            Column("Repeated") { $0.repeated == true ? "yes: it was charged before" : FieldText.nothing },
            .instant("Occurred") { $0.occurredAt },
            .instant("Recorded") { $0.createdAt },
        ]
    }

    var identity: String { id }
}
