import Domain
import Policy

enum ExplainSchemas {
    static var explanation: Schema {
        .reply(
            "Why a call passes or not.",
            [
                .required("valid", .flag("Whether verify would let it through.")),
                .required("code", .word(of: KeyVerdict.self, "As verify would answer.")),
                .required("message", .text("The same as a sentence.")),
                .optional("key_id", .id("The key; absent where the caller may not know it.")),
                .optional("organization_id", .id("The organization it belongs to.")),
                .optional("team_id", .id("The team that owns it; absent where a user does.")),
                .optional("user_id", .id("The user who owns it; absent where a team does.")),
                .optional("estimate", .reference(.explainedEstimate, "What the call was reckoned as.")),
                .required("checks", .list(of: .reference(.explainedCheck), "Every check, in its order.")),
                .required("policies", .list(of: .reference(.explainedPolicy), "Every policy; first those that apply.")),
            ])
    }

    static var estimate: Schema {
        .reply(
            "What the call was reckoned as.",
            [
                .required("tokens", .integer("Tokens of input and output.", 0...2 * TokenUsage.most)),
                .required("cost", LimitSchemas.dollars("what it would cost; null without a price").orNull),
            ])
    }

    static var check: Schema {
        .reply(
            "One check.",
            [
                .required("check", .word(of: AdmissionCheck.self, "What is checked.")),
                .required("outcome", .word(of: AdmissionCheck.Outcome.self, "What came of it.")),
            ])
    }

    static var policy: Schema {
        .reply(
            "What one policy says of the call.",
            [
                LimitSchemas.policyID, .required("name", Schema.text("The policy's name.").orNull),
                .required("kind", .word(of: ["rate_limit", "usage_limit"], "What it is.")), LimitSchemas.type,
                .required("mode", .word(of: LimitPolicy.Mode.self, "Whether it refuses, or only counts.")),
                .required("outcome", .word(of: PolicyOutcome.self, "What it says.")),
                .required("reason", .text("Why, in a sentence.")),
                .required("group", Schema.text("Which of its counters; null where it does not apply.").orNull),
                LimitSchemas.amount("limit", "The limit."), LimitSchemas.amount("used", "What is used."),
                LimitSchemas.amount("held", "What open reservations hold."),
                LimitSchemas.amount("remaining", "What is left."), LimitSchemas.resetAt,
            ])
    }
}
