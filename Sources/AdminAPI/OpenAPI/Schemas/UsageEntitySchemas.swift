import Domain
import Policy

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
