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
                    [.init("additionalProperties", ["type": "object"])]),
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
                .init("properties", [field: ["type": "array", "items": ["type": "object"]]]),
            ])
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
                .required("skipped", count("Rows that are wrong and were left out.")),
                .optional(
                    "problems",
                    .list(of: .reference(.errorProblem), "What is wrong with those, the first thousand of them.")),
            ])
    }

    private static func count(_ description: String) -> Schema {
        .integer(description, 0...Int64(ModelRules.maximumModels))
    }
}
