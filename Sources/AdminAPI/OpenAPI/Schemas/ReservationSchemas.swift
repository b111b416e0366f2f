import Domain

enum ReservationSchemas {
    static var ttl: Schema { .integer("How many seconds to hold it.", 1...Reservation.longestTTL) }

    static var hold: Schema {
        .reply(
            "What is held on one limit.",
            [LimitSchemas.policyID, LimitSchemas.type, LimitSchemas.amount("amount", "How much.")])
    }

    static var made: Schema {
        .reply("The reservation that the call has made.", [id, state, expiresAt, holds])
    }

    static var create: Schema {
        .request(
            "The key that a gateway was shown, and what is to be held for its call.",
            [
                .required("key", .text("The key as it was presented.")),
                .optional("model", .text("The model that the call is for.", length: 1...255)),
                .optional("address", .address("Where the gateway's caller is: IPv4 or IPv6.")),
                .optional("metadata", .metadata("Labels of the call.")),
                .optional("user_agent", .text("What the gateway's caller calls itself; kept with the last use.")),
                .optional("estimate", .reference(.estimate, "What the call may use at most.")),
                .optional(
                    "request_id",
                    .text(
                        "The gateway's own id for the call, unique per key: a repeated one holds once.", length: 1...255
                    )),
                .optional("ttl_seconds", ttl.absent(means: .integer(Reservation.defaultTTL))),
            ])
    }

    static var extend: Schema {
        .request(
            "For how long to hold it from now on, never past a day after it was made.",
            [.required("ttl_seconds", ttl)])
    }

    static var reservation: Schema {
        .reply(
            "What a call holds while it is under way.",
            [
                id, .object("reservation"), state, .required("key_id", .id("The key whose call it is.")),
                .required("request_id", Schema.text("The gateway's own id for the call.").orNull),
                .required("model", Schema.text("The model that it was made for.").orNull),
                .required("input_tokens", .integer("Tokens of input that were reckoned with.", LimitSchemas.tokens)),
                .required(
                    "max_output_tokens", .integer("Tokens of output that were reckoned with.", LimitSchemas.tokens)),
                .required("cost", LimitSchemas.dollars("what was reckoned with; null without a price").orNull),
                holds, .createdAt, expiresAt,
                .required("ended_at", Schema.instant("When it was settled or released, or expired.").orNull),
                .required(
                    "settlement", Schema.reference(.usageEntry, "What was used; null until it is settled.").orNull),
                .optional("rate_limits", LimitSchemas.list("How rate limits stood when it was made.")),
                .optional("usage_limits", LimitSchemas.list("How budgets stood when it was made.")),
            ])
    }

    private static var id: Field { .required("id", .id("The reservation.")) }

    private static var state: Field {
        .required("state", .word(of: Reservation.State.self, "What has become of it."))
    }

    private static var expiresAt: Field {
        .required("expires_at", .instant("When it expires if nobody settles, releases or extends it."))
    }

    private static var holds: Field {
        .required("holds", .list(of: .reference(.hold), "What it holds; empty once it has ended."))
    }
}

enum UsageSchemas {
    static var usage: Schema {
        .request(
            "What a call used. Cached tokens are part of the input, reasoning tokens part of the output.",
            [
                .required("input_tokens", .integer("Tokens of input.", LimitSchemas.tokens)),
                .optional(
                    "cached_input_tokens", .integer("Of these, cached ones.", LimitSchemas.tokens).absent(means: 0)),
                .required("output_tokens", .integer("Tokens of output.", LimitSchemas.tokens)),
                .optional(
                    "reasoning_tokens", .integer("Of these, for reasoning.", LimitSchemas.tokens).absent(means: 0)),
                .optional("requests", .integer("How many calls it were.", LimitSchemas.tokens).absent(means: 1)),
            ])
    }

    static var settle: Schema {
        .request(
            "What was really used.",
            [
                .optional("model", .text("The model that answered; absent: the one reserved for.", length: 1...255)),
                .required("usage", .reference(.usage, "What was used.")), cost, outcome,
            ])
    }

    static var record: Schema {
        .request(
            "Usage that was never reserved.",
            [
                .required("key_id", .id("The key whose call it was.")),
                .optional(
                    "request_id",
                    .text("The gateway's own id for the call, unique per key: charged once.", length: 1...255)),
                .optional("model", .text("The model that answered.", length: 1...255)),
                .required("usage", .reference(.usage, "What was used.")), cost, outcome,
                .optional("metadata", .metadata("Labels of the call.")),
            ])
    }

    static var records: Schema {
        .request(
            "Usage to record, all of it or none.",
            [.required("records", .list(of: .reference(.usageRecord), "The records.", count: 1...1000))])
    }

    static var entry: Schema {
        .reply(
            "What the ledger says of a call.",
            [
                .required("id", .id("The entry.")), .object("usage"),
                .required("key_id", .id("The key whose call it was.")),
                .required("request_id", Schema.text("The gateway's own id for the call.").orNull),
                .required("model", Schema.text("The model that answered.").orNull),
                .required(
                    "price_version",
                    Schema.integer("The version of its price that was reckoned with.", 1...Int64.max).orNull),
                .required("usage", .reference(.usage, "What was used.")),
                .required("cost", LimitSchemas.dollars("what it cost; null without a price").orNull),
                .required("outcome", Schema.text("How the call ended.").orNull), .createdAt,
                .optional("repeated", .flag("The request id was known: nothing was charged again.")),
            ])
    }

    private static var cost: Field {
        .optional("cost", LimitSchemas.dollars("what it cost; goes before the price", atMost: 1_000_000))
    }

    private static var outcome: Field {
        .optional("outcome", .text("How the call ended, in the gateway's word.", length: 1...64))
    }
}
