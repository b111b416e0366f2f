import Domain
import Policy

enum ModelImportSchemas {
    /// No alternative is closed: a row with an unknown field is one of the problems that the reply names.
    static var rows: Schema {
        Schema(
            anyOf: [
                .list(
                    of: .reference(.createModel), "Models; of one that is there, what is absent stays.",
                    count: 0...ModelRules.maximumModels),
                Schema(
                    "object",
                    """
                    The community's price map: from a model's name to what is known of it. Or models.dev's: from a \
                    provider's name to an object with its `models` and their `cost`, in dollars per million tokens.
                    """,
                    [.init("additionalProperties", row)]),
                foreign(
                    "OpenRouter's list: models with an `id` and a `pricing`, in dollars per token or piece.", "data"),
                foreign(
                    "That of llm-prices: an `id`, a `vendor`, and `input` and `output` in dollars per million tokens.",
                    "prices"),
            ], "What is to be imported.")
    }

    private static func foreign(_ description: String, _ field: String) -> Schema {
        Schema(
            "object", description,
            [
                .init("required", [.string(field)]),
                .init("properties", [field: ["type": "array", "items": row]]),
            ])
    }

    /// By its name: generators of clients make one of their own for each that has none, and call two the same.
    private static var row: DocumentValue { Schema.reference(.foreignImportRow).value }

    static var foreignRow: Schema {
        Schema("object", "A model, or a provider's models, as the list has them: its fields are the list's own.", [])
    }

    static var outcome: Schema {
        .reply(
            "What an import did, or would do.",
            [
                .object("model_import"),
                .required("created", count("Models that were not there.")),
                .required("changed", count("Models that were there, and differently.")),
                .required("unchanged", count("Models that were there as their rows say.")),
                .required("dry_run", .flag("Whether nothing was done.")),
                .required(
                    "pinned", count("Rows with another price than their models have, which somebody pinned: it stays.")),
                .optional(
                    "changes",
                    .list(
                        of: .reference(.importPriceChange),
                        "With `diff`: the prices that would change, those that change most first.")),
                .required("skipped", count("Rows that are wrong and were left out.")),
                .optional(
                    "problems",
                    .list(of: .reference(.errorProblem), "What is wrong with those, the first thousand of them.")),
            ])
    }

    static var priceChange: Schema {
        .reply(
            "What an import would change of a model's price.",
            [
                .required("name", .text("The model's name.")),
                .required(
                    "kind",
                    .word(
                        of: ImportPriceChange.Kind.self,
                        "`pinned`: it stays as it is, as somebody pinned it. `created`: there is no such model yet.")),
                .required("state_before", .text("`priced`, `free` or `unpriced`; null without a model.").orNull),
                .required("state_after", .text("`priced`, `free` or `unpriced`.")),
                .required("difference", dollars("The largest of the differences.")),
                .required(
                    "amounts",
                    .list(of: .reference(.importAmountChange), "The amounts that differ, the largest difference first.")
                ),
            ])
    }

    static var amountChange: Schema {
        .reply(
            "An amount of a price, as it is and as it would be; null where the price has none.",
            [
                .required("amount", .text("As a price names it: `input`, `per_image`.")),
                .optional("variant", .text("As in a rate.")),
                .optional("above_tokens", .integer("As in a rate.", 1...TokenUsage.most)),
                .optional("size", .text("As in a rate.")),
                .required("before", dollars("Now.").orNull),
                .required("after", dollars("Then.").orNull),
            ])
    }

    private static func dollars(_ description: String) -> Schema {
        Schema("number", description + " Dollars per million tokens, minute or piece.", [.init("minimum", 0)])
    }

    private static func count(_ description: String) -> Schema {
        .integer(description, 0...Int64(ModelRules.maximumModels))
    }
}
