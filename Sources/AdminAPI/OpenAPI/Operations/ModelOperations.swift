enum ModelOperations {
    static var create: OperationDescription {
        OperationDescription(
            id: "create-model-v1", tag: .models, summary: "Create a model",
            description: """
                Puts a model into the organization's catalogue; a client of the platform that names no organization \
                puts it into everybody's. A model of the organization's own stands in front of the platform's of the \
                same name. From the first model on, calls for models that are in no catalogue are refused.
                """,
            request: .json(.createModel, ModelExamples.create),
            replies: [.created("The new model.", .model, ModelExamples.model)],
            refusals: [Refusal(.conflict, "There is a model of this name, or there are as many as there may be.")])
    }

    static var list: OperationDescription {
        OperationDescription(
            id: "list-models-v1", tag: .models, summary: "List the catalogue",
            description: """
                Lists the organization's models, and those of the platform's that it has none of its own in the place of.
                """,
            query: ParameterComponent.page,
            replies: [.ok("A page of models.", .modelList, Sample.page(ModelExamples.model, id: Sample.modelID))])
    }

    static var importRows: OperationDescription {
        OperationDescription(
            id: "import-models-v1", tag: .models, summary: "Import models and their prices",
            description: """
                Takes a list of models, the community's price map (one object, from a model's name to its \
                `litellm_provider`, `mode` and costs per token), or the list of OpenRouter, of llm-prices or of \
                models.dev, as their form tells. Models that are there are changed to what their rows \
                say, the others made. All rows are checked first: if one is wrong, every such row is named under \
                `error.problems`, and nothing is imported. Then they are written in pieces. If that breaks off, because \
                somebody changed a model meanwhile or the server ended, what was written stays, the error says how many \
                changes that were, and the same import again makes the rest. Other fields of a map, and its \
                `sample_spec`, are ignored. A price that is in force as its row says stays, with those that are yet to \
                come, and so does one that is `pinned`, unless the row says `pinned` itself. A body may have 8 MiB.
                """,
            query: [.dryRun, .diff, .invalidRows, .skipInvalid],
            request: .json(.modelImportRows, ModelExamples.rows),
            replies: [.ok("What was done, or would be.", .modelImport, ModelExamples.imported)],
            refusals: [
                Refusal(
                    .conflict,
                    "There would be too many models or prices, or others fall back to a model that a row disables.")
            ])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-model-v1", tag: .models, summary: "Read a model",
            description: "Reads one model with the price that is in force.",
            replies: [.ok("The model.", .model, ModelExamples.model)], refusals: [missing])
    }

    static var update: OperationDescription {
        OperationDescription(
            id: "update-model-v1", tag: .models, summary: "Change a model",
            description: """
                Changes what is given. A price becomes a new version, which takes the place of all before it, those \
                yet to come included, from the moment that it takes effect. A model that others fall back to is not \
                disabled, unless by force.
                """,
            query: [.force],
            request: .patch(.updateModel, ModelExamples.update),
            replies: [.ok("The model as it now is.", .model, ModelExamples.updated)],
            refusals: [
                missing, notOwn, referred,
                Refusal(.conflict, "There is a model of this name, or there are as many prices as there may be."),
            ])
    }

    static var delete: OperationDescription {
        OperationDescription(
            id: "delete-model-v1", tag: .models, summary: "Delete a model",
            description: """
                Takes a model out of the catalogue; its prices stay for what was reckoned by them. With the last model \
                the catalogue ends, and models are judged by the lists of keys and teams alone. A model that others fall \
                back to stays, unless by force.
                """,
            query: [.force],
            replies: [
                .ok(
                    "The model is gone, and was taken out of lists of fallbacks.", .modelDeletion,
                    FallbackExamples.deletion),
                .noContent("The model is gone."),
            ],
            refusals: [missing, notOwn, referred])
    }

    static var prices: OperationDescription {
        OperationDescription(
            id: "list-model-prices-v1", tag: .models, summary: "List a model's prices through time",
            description: "Lists every price that was ever given, those that are yet to come included.",
            query: [.limit, .afterVersion],
            replies: [.ok("A page of prices.", .modelPriceList, Sample.page(ModelExamples.priceVersion, id: "1"))],
            refusals: [missing])
    }

    private static let missing = Refusal(.notFound, "No such model in the organization or on the platform.")
    private static let referred = Refusal(
        .conflict, "Other models fall back to it; `dependents` has their ids. With `force=true` they lose it.")
    private static let notOwn = Refusal(.forbidden, "The model is the platform's, and the organization only sees it.")
}

enum UsableModelOperations {
    static var list: OperationDescription {
        OperationDescription(
            id: "get-user-models-v1", tag: .usableModels, summary: "List the models that the caller may use",
            description: """
                For an API key, what a call under it may name. For an access token, what the user may use whom its \
                client is bound to; all that the organization has, where it is bound to none. Disabled models are left out.
                """,
            replies: [
                .ok(
                    "The models, in the order of their names.", .usableModelList, UsableModelExamples.list,
                    headers: [.deprecation, .sunset])
            ], refusals: [noOrganization])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-user-model-v1", tag: .usableModels, summary: "Read a model that the caller may use",
            description: "A slash in a model's name may be encoded or not, as SDKs differ in it.",
            replies: [
                .ok("The model.", .usableModel, UsableModelExamples.model, headers: [.deprecation, .sunset])
            ],
            refusals: [
                noOrganization, Refusal(.notFound, "No such model, or it is disabled, or not for this caller."),
            ])
    }

    private static let noOrganization = Refusal(
        .notFound, "The organization that was named is not there, or not the caller's.")
}

enum TeamModelOperations {
    static var get: OperationDescription {
        OperationDescription(
            id: "get-team-models-v1", tag: .teamModels, summary: "Read which models a team may use",
            description: "Keys of the team may use these, as far as their own lists do not narrow them.",
            replies: [.ok("What the team may use.", .teamModels, TeamModelExamples.models)], refusals: [missing])
    }

    static var set: OperationDescription {
        OperationDescription(
            id: "set-team-models-v1", tag: .teamModels, summary: "Say which models a team may use",
            description: """
                Replaces the whole list. The next call under a key of the team, or of a user in it, is judged by it. A \
                name may be listed before there is such a model; an id has to be known.
                """,
            request: .json(.setTeamModels, TeamModelExamples.set),
            replies: [.ok("What the team may use now.", .teamModels, TeamModelExamples.models)], refusals: [missing])
    }

    private static let missing = Refusal(.notFound, "No such team in the organization.")
}
