import Wire

extension ReservationBody: Presentable {
    static var plural: String { "reservations" }

    static var columns: [Column<ReservationBody>] {
        [
            .id("ID") { $0.id },
            Column("REQUEST") { $0.requestID.value ?? $0.id },
            .id("KEY") { $0.keyID },
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
