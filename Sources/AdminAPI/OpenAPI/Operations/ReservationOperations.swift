enum ReservationOperations {
    static var create: OperationDescription {
        OperationDescription(
            id: "create-reservation-v1", tag: .reservations, summary: "Reserve for a call",
            description: """
                Decides a call as verify does, and holds what it may use on every limit that it comes under, on disk \
                before the reply. The same `request_id` of the same key is answered with the same reservation, until \
                a day after it has ended.
                """,
            request: .json(.createReservation, ReservationExamples.create),
            replies: [
                .created(
                    "The reservation, and how the limits stand.", .reservation, ReservationExamples.open,
                    headers: [.rateLimit, .rateLimitPolicy])
            ],
            refusals: [
                Refusal(.forbidden, "The key is not good for this call; `message` says why."),
                Refusal(
                    .rateLimited,
                    "A rate limit leaves no room for the call, or a limit has no counter left for it."),
                Refusal(.insufficientQuota, "A budget leaves no room for the call."),
                Refusal(.unpricedModel, "A budget in money cannot reckon the model."),
            ])
    }

    static var list: OperationDescription {
        OperationDescription(
            id: "list-reservations-v1", tag: .reservations, summary: "List reservations",
            description: "Lists what is open, and what has ended within a day.",
            query: ParameterComponent.page + [.reservationState, .ofRequest],
            replies: [
                .ok(
                    "A page of reservations.", .reservationList,
                    Sample.page(ReservationExamples.settled, id: Sample.reservationID))
            ])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-reservation-v1", tag: .reservations, summary: "Read a reservation",
            description: "Reads one reservation, with what settled it.",
            replies: [.ok("The reservation.", .reservation, ReservationExamples.open)], refusals: [missing])
    }

    static var settle: OperationDescription {
        OperationDescription(
            id: "settle-reservation-v1", tag: .reservations, summary: "Settle a reservation",
            description: """
                Charges what was really used, at the price that held when the call was admitted, and frees the rest. \
                The limits are matched anew for the model that answered. What was used counts even where it is more \
                than was held, and even after the reservation has expired. Settling twice with the same content \
                charges once.
                """,
            request: .json(.settle, ReservationExamples.settle),
            replies: [.ok("The settled reservation.", .reservation, ReservationExamples.settled)],
            refusals: [
                missing, Refusal(.conflict, "It was released, or settled with another content."),
                Refusal(.unprocessable, "The sum of what was used would not fit in a counter."),
            ])
    }

    static var release: OperationDescription {
        OperationDescription(
            id: "release-reservation-v1", tag: .reservations, summary: "Release a reservation",
            description: """
                For a call that was not made: frees what it holds and charges nothing. The requests that it has \
                counted on rate limits stay counted. Releasing twice, or what has expired, changes nothing.
                """,
            request: .optional(.empty, [:]),
            replies: [.ok("The reservation.", .reservation, ReservationExamples.released)],
            refusals: [missing, Refusal(.conflict, "It was settled.")])
    }

    static var extend: OperationDescription {
        OperationDescription(
            id: "extend-reservation-v1", tag: .reservations, summary: "Hold a reservation for longer",
            description: "Sets when it expires, from now on; never past a day after it was made.",
            request: .json(.extendReservation, ["ttl_seconds": 900]),
            replies: [.ok("The reservation.", .reservation, ReservationExamples.open)],
            refusals: [missing, Refusal(.conflict, "It has ended.")])
    }

    static var recordUsage: OperationDescription {
        OperationDescription(
            id: "record-usage-v1", tag: .reservations, summary: "Record usage that was never reserved",
            description: """
                Charges up to a thousand calls, each once per `request_id`, whatever the limits say: it has been used. \
                All are checked before any is taken. A record that says when its call was is charged in the budgets' periods \
                of that time: one that is over gets it in the ledger alone.
                """,
            request: .json(.recordUsage, ReservationExamples.records),
            replies: [
                .ok(
                    "What the ledger says of each, in the order of the request.", .usageEntryList,
                    Sample.page(ReservationExamples.entry(repeated: false), id: Sample.entryID))
            ],
            refusals: [
                Refusal(.unprocessable, "A key is not there, or the sum of what was used would not fit in a counter."),
                Refusal(.conflict, "A `request_id` is that of a reservation that was not settled."),
            ])
    }

    private static let missing = Refusal(.notFound, "There is no such reservation, or no longer.")
}
