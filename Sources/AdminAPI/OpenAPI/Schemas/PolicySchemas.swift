import Domain
import Policy

/// What budgets and rate limits have in common.
enum PolicySchemas {
    static var condition: Schema {
        .request(
            "A condition on calls: `value` or `excludes`. What a call lacks is among no values.",
            [
                .required(
                    "key",
                    .text(
                        "`api_key`, `team_id` or `workspace_id`, `user_id`, `organization_id` or `organisation_id`, `model`, `provider`, `metadata.<name>`."
                    )),
                .optional("value", values("Any of these.")), .optional("excludes", values("None of these.")),
            ])
    }

    static var group: Schema {
        .request("What counters are kept apart by.", [.required("key", .text("As in conditions."))])
    }

    static func page(of item: DocumentSchema, _ noun: String) -> Schema {
        ListSchemas.page(
            of: item, noun, more: [.required("total", .integer("How many there are in all.", 0...Int64.max))])
    }

    static func scope(_ noun: String) -> [Field] {
        [
            .optional("organization_id", .text("The organization that the call is about, by id or slug.")),
            .optional("organisation_id", .text("As `organization_id`.")),
            .optional("team_id", .text("A team by id or slug: the \(noun) is for its calls alone.")),
            .optional("workspace_id", .text("As `team_id`.")),
        ]
    }

    static var ownership: [Field] {
        [
            .required("status", .word(of: LimitPolicy.Status.self, "Whether it limits calls.")),
            .required("api_key_id", .id("The key that it was given on, and goes with; null: none.").orNull),
            .required("team_id", .id("The team whose calls alone it is for; null: none in particular.").orNull),
            .required("workspace_id", .id("As `team_id`.").orNull),
            .organizationID(), .required("organisation_id", .id("As `organization_id`.")),
            .createdAt, .updatedAt, .required("last_updated_at", .instant("As `updated_at`.")),
        ]
    }

    static var head: [Field] {
        [
            .required("name", .displayName("Unique among the active ones; null: none.").orNull),
            .required("conditions", .list(of: .reference(.policyCondition), "All must hold.")),
            .required("group_by", .list(of: .reference(.policyGroup), "Each combination has a counter of its own.")),
        ]
    }

    static var newHead: [Field] {
        [
            .optional("name", .displayName("Must be free among the active ones.")),
            .required("conditions", conditions), .required("group_by", groups),
        ]
    }

    static var conditions: Schema {
        .list(of: .reference(.policyCondition), "All must hold.", count: 1...LimitRules.maximumConditions)
    }

    private static var groups: Schema {
        .list(
            of: .reference(.policyGroup), "Each combination has a counter of its own.",
            count: 1...LimitRules.maximumGroups)
    }

    static var mode: Schema {
        .word(of: LimitPolicy.Mode.self, "Whether calls beyond it are refused, or only counted as such.")
    }

    static var onMissing: Schema {
        .word(
            of: LimitPolicy.MissingGroup.self,
            "A call that lacks what `group_by` names: shares the counter of the empty value, is left alone, is refused."
        )
    }

    private static func values(_ description: String) -> Schema {
        .oneOrMany(
            of: .text(
                "An id, or a text; `*` at its end stands for anything, and alone for any value.",
                length: 1...ValuePattern.maximumLength),
            description, count: 1...LimitRules.maximumValues)
    }
}
