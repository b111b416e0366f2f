import Domain
import Policy

enum ModelPriceSchemas {
    static var price: Schema {
        .request(
            """
            What a model costs. Amounts are exact decimals with up to eighteen places. What is absent costs what the kind \
            it is part of costs (cached input and cache writes: input; reasoning: output), and pieces that have no price \
            make usage that states them unpriced. What each meter means is in docs/pricing.md.
            """,
            [
                .optional(
                    "state",
                    .word(
                        of: ["priced", "free", "unpriced"],
                        """
                        Only `priced` has amounts. `unpriced` is not free: a budget in money may refuse it. Never absent in \
                        a reply, nor in a request that says more than `pinned`.
                        """))
            ] + amounts + [
                .optional(
                    "rates",
                    .list(
                        of: .reference(.priceRate),
                        "What calls cost that are made in a certain way, have a long prompt, or are for pieces of a size."
                    )
                ),
                .optional(
                    "unpriced_because",
                    .list(
                        of: .text("A part of the price.", length: 1...255),
                        "With `unpriced`: what of a price was not understood, in the names of the list it came from.")),
                .optional(
                    "pinned",
                    .flag(
                        """
                        Whether imports leave the price alone; absent in a reply where they do not. Of a model: `prices` \
                        through time do not have it.
                        """)),
                .optional("currency", .word(of: ["USD"], "Always `USD`.")),
                .optional("unit", .word(of: [PriceDraft.unit], "Always `\(PriceDraft.unit)`.")),
                .optional(
                    "effective_from",
                    .instant(
                        """
                        When it takes effect: now where a request does not say, and not before the price in force began. \
                        Absent in a reply where the model never had a price.
                        """)),
            ])
    }

    static var rate: Schema {
        .request(
            "What some calls cost. At least one of `variant`, `above_tokens` and `size` says which.",
            [
                .optional(
                    "variant",
                    .text("How they are made: `batch`, `flex`, `priority` or another word.", length: 1...64)),
                .optional(
                    "above_tokens",
                    .integer("Those whose prompt has more tokens than this, all of the call.", 1...TokenUsage.most)),
                .optional(
                    "size",
                    .text("Of images, video or searches: `1024x1024`, `720p`, `hd`, `medium`.", length: 1...64)),
            ] + amounts)
    }

    private static var amounts: [Field] {
        Meter.allCases.map { .optional($0.priceName, amount(words[$0] ?? "")) }
    }

    private static let words: [Meter: String] = [
        .input: "per million input tokens; required where the price is by tokens",
        .cachedInput: "per million input tokens read from a cache",
        .cacheWrite: "per million input tokens written to a cache",
        .cacheWriteHour: "per million input tokens written to a cache that keeps them for an hour",
        .cacheWriteHalfDay: "per million input tokens written to a cache that keeps them for twelve hours",
        .audioInput: "per million input tokens of audio",
        .cachedAudioInput: "per million input tokens of audio read from a cache",
        .audioCacheWrite: "per million input tokens of audio written to a cache",
        .imageInput: "per million input tokens of images",
        .cachedImageInput: "per million input tokens of images read from a cache",
        .videoInput: "per million input tokens of video",
        .citation: "per million tokens of cited sources",
        .output: "per million output tokens; required where the price is by tokens",
        .reasoning: "per million reasoning tokens",
        .audioOutput: "per million output tokens of audio",
        .imageOutput: "per million output tokens of images",
        .videoOutput: "per million output tokens of video",
        .image: "per image made",
        .inputImage: "per image given",
        .pixel: "per million pixels of images made",
        .character: "per million characters given",
        .outputCharacter: "per million characters made",
        .audio: "per minute of audio heard",
        .speech: "per minute of audio made",
        .video: "per minute of video made",
        .inputVideo: "per minute of video given",
        .request: "per request",
        .query: "per query",
        .page: "per page",
        .annotatedPage: "per page with annotations",
        .search: "per search on the web",
        .mapSearch: "per search on a map",
        .toolCall: "per call of a tool",
        .session: "per session of a code interpreter",
    ]

    static var version: Schema {
        .reply(
            "One of a model's prices through time. It never changes.",
            [
                .object("model_price"),
                .required("model_id", .id("The model that it is of.")),
                .required(
                    "version",
                    .integer("1, 2, 3 … in the order in which they were given.", ModelSchemas.versions)),
                .required("price", .reference(.modelPrice)),
                .required("effective_from", .instant("When it takes effect, in UTC.")),
                .createdAt,
            ])
    }

    private static func amount(_ what: String) -> Schema {
        Schema("number", "Dollars \(what).", [.init("minimum", 0)])
    }
}

enum TeamModelSchemas {
    static var models: Schema {
        .reply(
            "Which models a team may use.",
            [
                .object("team_models"),
                .required("team_id", .id("The team.")),
                .required("mode", mode),
                .required("models", list),
            ])
    }

    static var set: Schema {
        .request(
            "Which models the team may use from now on.",
            [.required("mode", mode), .optional("models", list.absent(means: []))])
    }

    static var mode: Schema {
        .word(of: ModelAccessMode.self, "`all`: every model of the organization. `listed`: those in `models` alone.")
    }

    private static var list: Schema {
        .models("Without effect while the mode is `all`.", atMost: ModelRules.maximumTeamModels)
    }
}
