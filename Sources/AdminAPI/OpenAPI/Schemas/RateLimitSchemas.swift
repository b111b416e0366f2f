import Domain
import Policy

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
