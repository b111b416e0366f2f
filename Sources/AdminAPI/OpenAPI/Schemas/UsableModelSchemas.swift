import Policy

enum UsableModelSchemas {
    static var model: Schema {
        .reply(
            "A model as those see it who may use it, in the shape of the OpenAI API.",
            [
                .required("id", .text("What a call names as its model.")),
                .required("nexos_model_id", .id("The id in the catalogue, which a call may name as well.")),
                .object("model"),
                .required("created", .unixSeconds("When it was created, in Unix seconds.")),
                .required("updated", .unixSeconds("When it last changed, in Unix seconds.")),
                .required("owned_by", .text("Whose model it is.")),
                .required("name", .text("The same as `id`.")),
            ] + limits)
    }

    static var list: Schema {
        .reply(
            "All models that the caller may use.",
            [
                .object("list"),
                .required("data", .list(of: .reference(.usableModel), "The models, in the order of their names.")),
                .required("total", .integer("How many there are.", 0...Int64(2 * ModelRules.maximumModels))),
            ])
    }

    static var called: Schema {
        .reply(
            "What a gateway needs to know of a model to call it.",
            [
                .required("id", .id("The model's id.")),
                .required("name", .text("What callers name it.")),
                .required("provider", .text("Who serves it.")),
                .required("upstream_model", .text("What the provider calls it.")),
                .optional(
                    "price_version",
                    .integer(
                        "The price in force; absent where the model never had one.", ModelSchemas.versions)),
            ] + limits)
    }

    private static var limits: [Field] {
        [
            .optional(
                "timeout_ms",
                .integer("How long to wait for a reply, in milliseconds.", ModelRules.timeoutMilliseconds)),
            .optional(
                "stream_timeout_ms",
                .integer("The same for a reply that is streamed.", ModelRules.timeoutMilliseconds)),
            .optional("max_tokens", .integer("Tokens that one request may generate at most.", ModelRules.tokens)),
        ]
    }
}
