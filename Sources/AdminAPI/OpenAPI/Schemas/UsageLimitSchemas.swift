import Domain
import Policy

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
