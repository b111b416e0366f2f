import Domain
import Policy

enum ModelPriceSchemas {
    static var price: Schema {
        .request(
            """
            What a model costs. Amounts are exact decimals with up to nine places. What is absent costs what the kind it \
            is part of costs (cached input and cache writes: input; reasoning: output), or nothing (pieces, requests).
            """,
            [
                .required(
                    "state",
                    .word(
                        of: ["priced", "free", "unpriced"],
                        "Only `priced` has amounts. `unpriced` is not free: a budget in money may refuse it.")),
                .optional("input", amount("per million input tokens; required where the state is priced")),
                .optional("cached_input", amount("per million input tokens read from a cache")),
                .optional("cache_write", amount("per million input tokens written to a cache")),
                .optional("output", amount("per million output tokens; required where the state is priced")),
                .optional("reasoning", amount("per million reasoning tokens")),
                .optional("per_image", amount("per image")),
                .optional("per_audio_minute", amount("per minute of audio")),
                .optional("per_request", amount("per request")),
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
