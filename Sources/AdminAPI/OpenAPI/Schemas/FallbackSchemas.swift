import Domain
import Policy

enum FallbackSchemas {
    static var fallbacks: Schema {
        .reply(
            "What takes over for a model, in order.",
            [
                .required("id", .id("The model's id.")),
                .required("fallback_ids", .list(of: .id("A model."), "What takes over, first come first.")),
                .createdAt, .updatedAt,
            ])
    }

    static var set: Schema {
        .request(
            "What is to take over for a model.",
            [
                .required(
                    "models",
                    .list(
                        of: .text("A model's id or name.", length: 1...255),
                        "In the order in which a call tries them. May be empty.",
                        count: 0...FallbackGraph.maximumListLength))
            ])
    }

    static var resolution: Schema {
        .reply(
            "A model with what takes over for it, in the order in which a call tries them.",
            [
                .object("model.resolution"),
                .required("team_id", .id("Whose lists and rights count; null: the organization's.").orNull),
                .required("model", .reference(.resolvedModel, "The model that was asked for.")),
                .required("fallbacks", .list(of: .reference(.resolvedModel), "What takes over, in order.")),
            ])
    }

    static var resolved: Schema {
        .reply(
            "A model in a chain.",
            [
                .required("id", .id("The model's id.")),
                .required("name", .text("The model's name.")),
                .required("provider", .text("Who serves it.")),
                .required(
                    "depth",
                    .integer(
                        "0 for the model that was asked for, 1 for its own list, 2 for the lists of those, and so on.",
                        0...Int64(FallbackGraph.maximumSteps))),
                .required("via", .id("The model in whose list it stands; null for the one that was asked for.").orNull),
                .required("team_list", .flag("That list is the team's own, not the organization's.")),
                .required("usable", .flag("A call tries it. The warnings say why not.")),
                .required("warnings", .list(of: .reference(.resolutionWarning), "What to know of it.")),
            ])
    }

    static var warning: Schema {
        .reply(
            "Something to know of a model that takes over.",
            [
                .required("code", .word(of: FallbackWarning.Code.self, codeMeaning)),
                .required("message", .text("The same as a sentence, with the figures.")),
            ])
    }

    static var list: Schema {
        .reply(
            "A list of fallbacks, by whose it is.",
            [
                .required("id", .id("The model whose list it is.")),
                .required("team_id", .id("The team whose list it is; null: the organization's.").orNull),
            ])
    }

    static var deletion: Schema {
        .reply(
            "A model that was deleted, and the lists of fallbacks that it was taken out of.",
            [
                .required("id", .id("The model's id.")),
                .object("model"),
                .required("deleted", .flag("Always true.")),
                .required("removed_from_fallbacks", removedFrom),
            ])
    }

    static var removedFrom: Schema {
        .list(of: .reference(.fallbackList), "Lists of fallbacks that the model was taken out of.")
    }

    private static let codeMeaning = """
        - `overridden`: the list names the platform's model; the organization's own of that name takes its place.
        - `disabled`: passed over.
        - `not_allowed`: the team may not use it; passed over.
        - `missing_capability`: it cannot do what the model that was asked for can.
        - `smaller_context_window`: it takes in fewer tokens.
        - `unpriced`: a budget in money refuses it.
        - `much_dearer`: it costs more than \(PriceState.muchDearerFactor) times as much for input or for output, or for a \
        piece that both charge for.
        """
}
