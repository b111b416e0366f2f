import Domain
import Wire

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
            """
            What a call used: counts of tokens as wholes and their parts (cached tokens are part of the input, reasoning \
            tokens part of the output), and of pieces.
            """,
            [
                .required("input_tokens", .integer("Tokens of input.", LimitSchemas.tokens)),
                .optional(
                    "cached_input_tokens", .integer("Of these, cached ones.", LimitSchemas.tokens).absent(means: 0)),
                .required("output_tokens", .integer("Tokens of output.", LimitSchemas.tokens)),
                .optional(
                    "reasoning_tokens", .integer("Of these, for reasoning.", LimitSchemas.tokens).absent(means: 0)),
                .optional("requests", .integer("How many calls it were.", LimitSchemas.tokens).absent(means: 1)),
            ] + counters(UsageCountersBody.names))
    }

    /// The same where the ledger says it: of a correction they are differences, and may be below zero.
    static var counted: Schema {
        let all = -TokenUsage.most...TokenUsage.most
        return .reply(
            "What a call used, or, of a correction, the difference to what was said before.",
            ["input_tokens", "cached_input_tokens", "output_tokens", "reasoning_tokens", "requests"].map { name in
                .required(name, .integer("As in what was recorded.", all))
            }
                + UsageCountersBody.names.map { name in
                    UsageCountersBody.words.contains(name)
                        ? .optional(name, .text(words[name] ?? ""))
                        : .optional(name, Schema("number", words[name] ?? ""))
                })
    }

    static var net: Schema {
        .reply(
            "What a call has used, with everything that was put right.",
            [
                .required("usage", .reference(.countedUsage, "What was used.")),
                .required("cost", LimitSchemas.dollars("what it cost; null where nobody can tell").orNull),
            ])
    }

    static var correct: Schema {
        .request(
            "What a recorded call should have been: usage, cost or both, or a refund, or void.",
            [
                .optional(
                    "usage",
                    .either([.reference(.usage), .reference(.foreignUsage)], "All of what was used; absent: it stays.")),
                format, lenient,
                .optional("cost", LimitSchemas.dollars("what it cost, all of it", atMost: 1_000_000)),
                .optional("refund", LimitSchemas.dollars("what is taken off the cost", atMost: 1_000_000)),
                .optional("void", .flag("Whether there was no call: nothing was used.").absent(means: false)),
                .required("reason", .text("Why.", length: 1...500)),
            ])
    }

    /// The rarer meters and what else a price may depend on.
    static func counters(_ names: [String]) -> [Field] {
        names.map { name in
            let words = words[name] ?? ""
            if UsageCountersBody.words.contains(name) { return .optional(name, .text(words, length: 1...64)) }
            if UsageCountersBody.seconds.contains(name) {
                return .optional(name, Schema("number", words, [.init("minimum", 0)]))
            }
            return .optional(name, .integer(words, LimitSchemas.tokens))
        }
    }

    private static let words = [
        "cache_write_tokens": "Of the input, tokens written to a cache.",
        "cache_write_1h_tokens": "Of these, to one that keeps them for an hour.",
        "cache_write_12h_tokens": "Of these, to one that keeps them for twelve hours.",
        "audio_input_tokens": "Of the input, tokens of audio.",
        "audio_output_tokens": "Of the output, tokens of audio.",
        "image_input_tokens": "Of the input, tokens of images.",
        "image_output_tokens": "Of the output, tokens of images.",
        "video_input_tokens": "Of the input, tokens of video.",
        "video_output_tokens": "Of the output, tokens of video.",
        "cached_audio_input_tokens": "Of the cached tokens and of those of audio, those that are both.",
        "audio_cache_write_tokens": "Of the written tokens and of those of audio, those that are both.",
        "cached_image_input_tokens": "Of the cached tokens and of those of images, those that are both.",
        "citation_tokens": "Tokens of cited sources, beside the input.",
        "images": "Images made. Absent: one a request, where the model is charged by the image.",
        "input_images": "Images given.", "pixels": "Pixels of images made.",
        "characters": "Characters given.", "output_characters": "Characters made.",
        "queries": "Queries. Absent: one a request, where the model is charged by the query.",
        "pages": "Pages.", "annotated_pages": "Pages with annotations.", "searches": "Searches on the web.",
        "map_searches": "Searches on a map.", "tool_calls": "Calls of a provider's tools.",
        "sessions": "Sessions of a code interpreter.",
        "audio_seconds": "Seconds of audio heard, to the millisecond.",
        "speech_seconds": "Seconds of audio made, to the millisecond.",
        "video_seconds": "Seconds of video made, to the millisecond.",
        "input_video_seconds": "Seconds of video given, to the millisecond.",
        "variant": "How the call was made: `batch`, `flex`, `priority` or another word of the provider's.",
        "image_size": "Of the images made, such as `1024x1024`.", "image_quality": "Of the images made, such as `hd`.",
        "video_size": "Of the video made, such as `720p`.",
        "search_size": "Of what searches bring in: `low`, `medium`, `high`.",
    ]

    /// Whatever the provider has put there; what of it is known is in docs/pricing.md.
    static var foreign: Schema {
        .object(
            "A provider's own usage object, as it came. The format that it is in stands here, or beside it.",
            [
                .optional("format", .word(of: ForeignUsageBody.formats, "The API that it is from.")),
                .optional("lenient", leniency),
            ])
    }

    private static var givenUsage: Schema {
        .either([.reference(.usage), .reference(.foreignUsage)], "What was used.")
    }

    private static var format: Field {
        .optional(
            "format",
            .word(
                of: ForeignUsageBody.formats,
                "The API whose object `usage` is, where that says nothing of it itself: so it can be sent as it came."))
    }

    private static var lenient: Field { .optional("lenient", leniency) }

    private static var leniency: Schema {
        .flag("Whether counters in it that are not known are kept with the record, and not refused.")
            .absent(means: false)
    }

    static var settle: Schema {
        .request(
            "What was really used.",
            [
                .optional("model", .text("The model that answered; absent: the one reserved for.", length: 1...255)),
                .required("usage", givenUsage), format, lenient, cost, outcome,
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
                .required("usage", givenUsage), format, lenient, cost, outcome,
                .optional("metadata", .metadata("Labels of the call.")),
                .optional(
                    "occurred_at",
                    .instant(
                        """
                        When the call was; absent: now. At most `usage.max_age_days` ago (31 by default), and 5 minutes ahead. \
                        Budgets are charged in their periods of that time, at the price that was in force.
                        """)),
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
                .required("usage", .reference(.countedUsage, "What was used.")),
                .required(
                    "cost", Schema("number", "Dollars: what it cost; null without a price.").orNull),
                .required("outcome", Schema.text("How the call ended.").orNull), .createdAt,
                .optional("occurred_at", .instant("When the call was, where its reporter said so.")),
                .optional(
                    "unpriced",
                    .flag(
                        """
                        There, and true, where nobody can tell the cost: the model has no price, or none that covers what \
                        was used. Of a settlement, budgets in money have then charged what was held.
                        """)),
                .optional(
                    "unknown_counters",
                    Schema(
                        "object", "Counters of a provider's that nobody knows: kept, and charged nothing.",
                        [.init("additionalProperties", ["type": "string"])])),
                .optional(
                    "metadata",
                    .metadata(
                        "The labels of the call and of its key, which go before; absent where there are none.",
                        count: 2 * Metadata.maximumEntries)),
                .optional("corrects", .id("Of a correction: the row that it puts right; all amounts are differences.")),
                .optional("reason", .text("Of a correction: why.")),
                .optional(
                    "corrections", .list(of: .reference(.usageEntry), "Where one row is read: what puts it right.")),
                .optional("net", .reference(.netUsage, "What the corrections make of the call.")),
                .optional("repeated", .flag("It was made before: nothing was charged again.")),
            ])
    }

    private static var cost: Field {
        .optional("cost", LimitSchemas.dollars("what it cost; goes before the price", atMost: 1_000_000))
    }

    private static var outcome: Field {
        .optional("outcome", .text("How the call ended, in the gateway's word.", length: 1...64))
    }
}
