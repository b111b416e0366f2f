import Domain
import Wire

enum LimitSchemas {
    static var estimate: Schema {
        .request(
            "What the call may use at most. Where it says nothing of its output, the model's own bound is taken.",
            [
                .optional("input_tokens", .integer("Tokens of input.", tokens)),
                .optional("max_output_tokens", .integer("Tokens of output.", tokens)),
                .optional("cost", dollars("what it may cost; goes before the model's price", atMost: 1_000_000)),
            ] + UsageSchemas.counters(UsageCountersBody.pieces + UsageCountersBody.seconds + UsageCountersBody.words))
    }

    static var limit: Schema {
        .reply(
            "How a limit stands, what the call itself has counted included.",
            [
                policyID, .required("name", .text("The policy's name.").orNull), type, amount("limit", "The limit."),
                amount("used", "What is used, in the window or the period."),
                amount("held", "What open reservations hold."), amount("remaining", "What is left."), resetAt,
                .required("mode", .word(of: LimitPolicy.Mode.self, "Whether it refuses, or only counts.")),
            ])
    }

    static var denial: Schema {
        .reply(
            "The limit that refuses the call.",
            [
                policyID, .required("policy_name", .text("The policy's name.").orNull), scope,
                amount("used", "What is used."), amount("held", "What open reservations hold."),
                amount("limit", "The limit."), resetAt, retryable,
                .required(
                    "retry_after_ms",
                    Schema.integer("After how many milliseconds it may pass at the earliest.", 0...Int64.max).orNull),
            ])
    }

    static var errorPolicy: Schema {
        .reply(
            "The limit that refused the call.",
            [
                .required("id", .id("The policy.")), .required("name", .text("The policy's name.").orNull), scope,
                amount("used", "What is used."), amount("held", "What open reservations hold."),
                amount("limit", "The limit."), resetAt, retryable,
            ])
    }

    static var own: Schema {
        .reply(
            "The limits that a key's calls come under.",
            [
                .object("limits"), .required("key_id", .id("The key.")),
                .required("rate_limits", list("Rate limits.")), .required("usage_limits", list("Budgets.")),
            ])
    }

    static func list(_ description: String) -> Schema { .list(of: .reference(.limit), description) }

    static let tokens = 0...TokenUsage.most

    static func dollars(_ what: String, atMost most: Int64? = nil) -> Schema {
        let upper: [DocumentValue.Member] = most.map { [.init("maximum", .integer($0))] } ?? []
        return Schema("number", "Dollars: \(what).", [.init("minimum", 0)] + upper)
    }

    static func amount(_ name: String, _ description: String) -> Field {
        .required(name, Schema("number", description + " Dollars for `cost`, a whole number otherwise."))
    }

    static var policyID: Field { .required("policy_id", .id("The policy.")) }

    static var type: Field {
        .required(
            "type",
            .word(
                of: ["requests", "tokens", "concurrent", "cost"],
                "What is counted. `requests` and `tokens` are of rate limits and of budgets alike."))
    }

    static var resetAt: Field {
        .required(
            "reset_at",
            Schema.instant("When nothing of what is used counts any more; null for what never begins anew.").orNull)
    }

    private static var scope: Field {
        .required(
            "scope", .text("What one counter is for: the names that it groups by, or else those of its conditions."))
    }

    private static var retryable: Field {
        .required("retryable", .flag("Whether the same call may pass later, with nobody changing anything."))
    }
}
