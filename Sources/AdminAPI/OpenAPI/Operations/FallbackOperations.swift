/// The same operations on the organization's lists and on a team's own.
struct FallbackOperations {
    let isOfTeam: Bool

    static let organization = FallbackOperations(isOfTeam: false)
    static let team = FallbackOperations(isOfTeam: true)

    var get: OperationDescription {
        OperationDescription(
            id: "get-\(word)-fallbacks-v1", tag: .fallbacks, summary: "Read what takes over for a model\(whose)",
            description: "The list as it was supplied. What takes over for the models in it is seen in the resolution.",
            replies: [.ok("The list.", .modelFallbacks, FallbackExamples.fallbacks)], refusals: [none] + missing)
    }

    var create: OperationDescription {
        OperationDescription(
            id: "post-\(word)-fallbacks-v1", tag: .fallbacks, summary: "Say what takes over for a model\(whose)",
            description: order, request: .json(.setModelFallbacks, FallbackExamples.set),
            replies: [.created("The list.", .modelFallbacks, FallbackExamples.fallbacks)],
            refusals: [Refusal(.invalidRequest, "There is a list already."), unsound] + missing)
    }

    var update: OperationDescription {
        OperationDescription(
            id: "update-\(word)-fallbacks-v1", tag: .fallbacks, summary: "Replace what takes over for a model\(whose)",
            description: order, request: .patch(.setModelFallbacks, FallbackExamples.set),
            replies: [.ok("The list as it now is.", .modelFallbacks, FallbackExamples.fallbacks)],
            refusals: [none, unsound] + missing)
    }

    var delete: OperationDescription {
        OperationDescription(
            id: "delete-\(word)-fallbacks-v1", tag: .fallbacks, summary: "Let nothing take over for a model\(whose)",
            description: isOfTeam
                ? "The organization's list shows again for the team, unless that would close a cycle."
                : "Teams that have lists of their own keep them.",
            replies: [.noContent("There is no list.")], refusals: [none] + (isOfTeam ? [unsound] : []) + missing)
    }

    static var resolve: OperationDescription {
        OperationDescription(
            id: "resolve-model-v1", tag: .fallbacks, summary: "See what a call for a model tries",
            description: """
                Walks the chain as a call does: the model's own list in its order, then the lists of the models in it, \
                level by level; no model twice, sixty-four at most. Warnings say which are passed over, and in what the \
                others fall short of the model that was asked for.
                """,
            query: [.viewingTeam],
            replies: [.ok("The chain.", .modelResolution, FallbackExamples.resolution)],
            refusals: [Refusal(.notFound, "No such model, or no such team.")])
    }

    private var word: String { isOfTeam ? "team-model" : "model" }
    private var whose: String { isOfTeam ? " for a team" : "" }

    private var order: String {
        let sentence = """
            Ids or names, in the order in which a call tries them. Refused as a whole, with the id at fault: what is not \
            there, the model itself, a model twice, and what closes a cycle.
            """
        return isOfTeam
            ? sentence + " The list stands in the place of the organization's; an empty one ends it." : sentence
    }

    private var none: Refusal { Refusal(.invalidRequest, "There is no list.") }

    private var unsound: Refusal {
        Refusal(.invalidRequest, "The list would close a cycle, also where only a team sees it.")
    }

    private var missing: [Refusal] {
        [Refusal(.notFound, isOfTeam ? "No such model, or no such team." : "No such model in the organization.")]
    }
}
