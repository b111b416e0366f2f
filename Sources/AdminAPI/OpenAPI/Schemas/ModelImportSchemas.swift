import Policy

enum ModelImportSchemas {
    /// Neither alternative is closed: a row with an unknown field is one of the problems that the reply names.
    static var rows: Schema {
        Schema(
            anyOf: [
                .list(
                    of: .reference(.createModel), "Models; of one that is there, what is absent stays.",
                    count: 0...ModelRules.maximumModels),
                Schema(
                    "object", "The community's price map: from a model's name to what is known of it.",
                    [.init("additionalProperties", ["type": "object"])]),
            ], "What is to be imported.")
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
