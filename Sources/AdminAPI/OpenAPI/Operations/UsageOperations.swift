enum UsageOperations {
    static var list: OperationDescription {
        var page = Content.json(.usageList, Sample.page(ReservationExamples.entry(repeated: nil), id: Sample.entryID))
        page.texts = ["text/csv", "application/x-ndjson"]
        return OperationDescription(
            id: "list-usage-v1", tag: .reservations, summary: "Read the ledger",
            description: """
                Lists the ledger's rows, calls and corrections, in the order in which they were recorded. `from` and `to` are \
                about when the calls were. A row of a correction has the differences, so that sums over rows are right. In \
                CSV and in JSON lines a `Link` announces the next page, and only the first page of CSV has the header; texts \
                that a spreadsheet would take for a formula begin with an apostrophe.
                """,
            query: ParameterComponent.page + [
                .from, .to, .usageKey, .usageTeam, .usageUser, .usageModel, .provider, .ofRequest, .outcome, .unpriced,
                .usageMetadata, .totals, .usageFormat,
            ],
            replies: [
                OperationReply(status: 200, description: "A page of rows.", content: page, headers: [.link])
            ], refusals: [Refusal(.unprocessable, "`to` is not later than `from`.")])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-usage-v1", tag: .reservations, summary: "Read a row of the ledger",
            description: "Reads one call's row, with the rows that put it right and what they make of it.",
            replies: [.ok("The row.", .usageEntry, ReservationExamples.entry(repeated: nil))], refusals: [missing])
    }

    static var correct: OperationDescription {
        OperationDescription(
            id: "correct-usage-v1", tag: .reservations, summary: "Put a recorded call right",
            description: """
                Adds a row with the differences to what the call should have been: `usage`, `cost` or both; a `refund` in \
                dollars, of no more than it has cost; or `void`, where there was no call. The row itself stays as it is. \
                Budgets are charged the differences in the periods in which they were charged before. New usage without a \
                cost costs what the price version says that the call was reckoned by last. What is like that already is \
                answered, with 200, with the row that made it so; a `refund` is repeated under an `Idempotency-Key`.
                """,
            request: .json(.correctUsage, ReservationExamples.correct),
            replies: [
                .created("The correction.", .usageEntry, ReservationExamples.correction),
                .ok("The correction that was made before.", .usageEntry, ReservationExamples.correction),
            ],
            refusals: [
                missing,
                Refusal(
                    .unprocessable,
                    """
                    It would refund more than the call has cost, is itself a correction, cannot be reckoned without a \
                    `cost`, or there is nothing to put right.
                    """),
            ])
    }

    static var reprice: OperationDescription {
        OperationDescription(
            id: "reprice-usage-v1", tag: .reservations, summary: "Reckon calls again",
            description: """
                Writes a correction for each call of a time whose cost nobody could tell, by the price that was in force then, \
                or else by the first that came after. With `priced`, calls whose cost was reckoned by a price are reckoned \
                again, too, by the one in force at their time; a stated cost stays. One request looks at some thousands of \
                calls; where there are more, it says so, and `after` goes on. Doing it again changes nothing.
                """,
            request: .json(
                .repriceUsage,
                ["from": .string(Sample.began), "to": .string(Sample.aYearLater), "dry_run": true]),
            replies: [
                .ok(
                    "What was reckoned again.", .usageRepricing,
                    [
                        "object": "usage_repricing", "dry_run": true, "examined": 12, "repriced": 11, "unpriced": 1,
                        "cost": .decimal("0.25"), "has_more": false, "last_id": .string(Sample.entryID),
                    ])
            ],
            refusals: [
                Refusal(
                    .unprocessable,
                    "`to` is not later than `from`, or the sum of what was used would not fit in a counter.")
            ])
    }

    static let missing = Refusal(.notFound, "There is no such row.")
}
