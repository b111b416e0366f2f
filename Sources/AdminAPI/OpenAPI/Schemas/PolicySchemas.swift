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

enum RateLimitSchemas {
    static var limit: Schema {
        .reply(
            "A limit on calls, tokens, or calls at a time.",
            [.required("id", .id("The policy's id, for life.")), .object("policy_rate_limits")] + PolicySchemas.head
                + [
                    .required("type", type), .required("unit", unit("null for concurrent calls.").orNull),
                    .required("value", value), .required("mode", PolicySchemas.mode),
                    .required("on_missing", PolicySchemas.onMissing),
                ] + PolicySchemas.ownership)
    }

    static var create: Schema {
        .request(
            "A new rate limit.",
            PolicySchemas.newHead + [
                .required("type", type), .optional("unit", unit("Absent for concurrent calls alone.")),
                .required("value", value), .optional("mode", PolicySchemas.mode.absent(means: "enforce")),
                .optional("on_missing", PolicySchemas.onMissing.absent(means: "share")),
            ] + PolicySchemas.scope("limit"))
    }

    static var ofKey: Schema {
        .request(
            "A rate limit that is given on a key.",
            [
                .required("type", type), .optional("unit", unit("Absent for concurrent calls alone.")),
                .required("value", value),
            ])
    }

    static var update: Schema {
        .request(
            "What is to change of a rate limit. What is absent stays.",
            [
                .optional("name", .displayName("The new name; null takes it away.").orNull),
                .optional("conditions", PolicySchemas.conditions),
                .optional("unit", unit("Another unit begins new windows.")), .optional("value", value),
                .optional("mode", PolicySchemas.mode), .optional("on_missing", PolicySchemas.onMissing),
            ])
    }

    private static var type: Schema {
        .word(of: RateLimit.Measure.self, "What is counted; `concurrent`: reservations that are open.")
    }

    private static func unit(_ description: String) -> Schema {
        .word(
            of: RateLimit.Unit.self,
            "Per second, minute, hour, day or week, in any window of that length. \(description)")
    }

    private static var value: Schema { .integer("How many; 0 lets nothing through.", LimitRules.rateValues) }
}

enum UsageLimitSchemas {
    static var limit: Schema {
        .reply(
            "A budget.",
            [.required("id", .id("The policy's id, for life.")), .object("policy_usage_limits")] + PolicySchemas.head
                + [
                    .required("type", type), .required("credit_limit", creditLimit),
                    .required("alert_threshold", threshold("null: none.").orNull),
                    .required("periodic_reset", periodicReset("null: days, or never.").orNull),
                    .required("periodic_reset_days", periodicDays("null: none.").orNull),
                    .required("next_usage_reset_at", .instant("When the counters begin again; null: never.").orNull),
                    .required("last_reset_at", .instant("When they last did; null: not yet.").orNull),
                    .required("mode", PolicySchemas.mode), .required("on_missing", PolicySchemas.onMissing),
                    .required("on_unpriced", onUnpriced), .required("on_expiry", onExpiry),
                    .required(
                        "override", Schema.reference(.usageOverride, "The increase in force; null: none.").orNull),
                ] + PolicySchemas.ownership + [UsageEntitySchemas.map])
    }

    static var create: Schema {
        .request(
            "A new budget.",
            PolicySchemas.newHead + [
                .required("type", type), .required("credit_limit", creditLimit),
                .optional("alert_threshold", threshold("Less than `credit_limit`.")),
                .optional("periodic_reset", periodicReset("Absent: never.")),
                .optional("periodic_reset_days", periodicDays("Instead of `periodic_reset`.")),
                .optional("next_usage_reset_at", .instant("The first reset of a period of days.")),
                .optional("mode", PolicySchemas.mode.absent(means: "enforce")),
                .optional("on_missing", PolicySchemas.onMissing.absent(means: "share")),
                .optional("on_unpriced", onUnpriced.absent(means: "deny")),
                .optional("on_expiry", onExpiry.absent(means: "release")),
            ] + PolicySchemas.scope("budget"))
    }

    static var update: Schema {
        .request(
            "What is to change of a budget. What is absent stays.",
            [
                .optional("name", .displayName("The new name; null takes it away.").orNull),
                .optional("conditions", PolicySchemas.conditions), .optional("credit_limit", creditLimit),
                .optional("alert_threshold", threshold("null takes it away.").orNull),
                .optional("periodic_reset", periodicReset("null: never.").orNull),
                .optional("periodic_reset_days", periodicDays("null: never.").orNull),
                .optional("next_usage_reset_at", .instant("The next reset of a period of days.").orNull),
                .optional("mode", PolicySchemas.mode), .optional("on_missing", PolicySchemas.onMissing),
                .optional("on_unpriced", onUnpriced), .optional("on_expiry", onExpiry),
                .optional(
                    "reset_usage_for_value",
                    .text(
                        """
                        Sets this counter back to zero once the rest is changed: a `value_key` of the budget's entities, \
                        or the value alone where `group_by` has one key.
                        """
                    )),
            ])
    }

    static var ofKey: Schema {
        .request(
            "The budget that is given on a key.",
            [
                .required("credit_limit", creditLimit), .optional("type", type.absent(means: "cost")),
                .optional("alert_threshold", threshold("Less than `credit_limit`.")),
                .optional("periodic_reset", periodicReset("Absent: never.")),
                .optional("periodic_reset_days", periodicDays("Instead of `periodic_reset`.")),
            ])
    }

    static var override: Schema {
        .request(
            "Another limit for a while.",
            [
                .required("credit_limit", amount("More than the budget's own.")),
                .required("expires_at", .instant("When the budget's own holds again; at most 366 days ahead.")),
            ])
    }

    private static var type: Schema { .word(of: UsageLimit.Measure.self, "What is counted.") }

    private static var creditLimit: Schema { amount("The most that may be used in a period; 0 lets nothing through.") }

    private static func threshold(_ description: String) -> Schema {
        amount("From which on the budget counts as nearly used. \(description)")
    }

    static func amount(_ description: String) -> Schema {
        Schema(
            "number", "\(description) Dollars with up to nine places for `cost`, a whole number otherwise.",
            [.init("minimum", 0), .init("maximum", .integer(LimitRules.countedAmounts.upperBound))])
    }

    private static func periodicReset(_ description: String) -> Schema {
        .word(
            of: PeriodDraft.words.map(\.word),
            "When the counters begin again, in the organization's time zone; weeks begin on Monday. \(description)")
    }

    private static func periodicDays(_ description: String) -> Schema {
        .integer("Every so many days, at the same time on the wall. \(description)", LimitRules.periodDays)
    }

    private static var onUnpriced: Schema {
        .word(of: UsageLimit.OnUnpriced.self, "Whether a budget in money refuses a model without a price.")
    }

    private static var onExpiry: Schema {
        .word(
            of: UsageLimit.OnExpiry.self, "What a reservation that is never settled charges: nothing, or the estimate.")
    }
}

enum UsageEntitySchemas {
    static var entity: Schema {
        .reply(
            "What one group of a budget's calls has used.",
            [
                .required("id", .id("The counter's id.")), .object("policy_usage_limits_entity"),
                .required(
                    "value_key",
                    .text(
                        "The group: `api_key:0197…|metadata.user_id:anna`; `\\` stands before `|`, `:` and `\\` in values."
                    )),
                .required("current_usage", used("What is used in this period.")),
                .required("held", used("What calls under way may still use.")),
                .required("remaining", used("What is left.")),
                .required("credit_limit", used("The limit in force, be it an increase.")),
                .required("status", status),
                .required("next_usage_reset_at", .instant("When it begins again; null: never.").orNull),
            ])
    }

    static var usage: Schema {
        .reply(
            "What one group has used.",
            [
                .required("current_usage", used("What is used in this period.")),
                .required("held", used("What calls under way may still use.")), .required("status", status),
                .required(
                    "is_threshold_alerts_sent",
                    .flag(
                        "Whether `alert_threshold` is reached. Keyhold sends nothing itself: ask, and alert whom you like."
                    )),
                .required("is_exhausted_alerts_sent", .flag("Whether as much is used as may be, likewise.")),
            ])
    }

    static var map: Field {
        .optional(
            "value_key_usage_map",
            Schema(
                "object", "With `include_usage`: what the first thousand groups have used, by their values.",
                [.init("additionalProperties", ["$ref": DocumentSchema.valueKeyUsage.reference])]))
    }

    private static var status: Schema {
        .word(of: EntityQuery.Status.self, "exhausted: as much is used as may be.")
    }

    private static func used(_ description: String) -> Schema {
        Schema("number", "\(description) Dollars for `cost`, a whole number otherwise.", [.init("minimum", 0)])
    }
}
