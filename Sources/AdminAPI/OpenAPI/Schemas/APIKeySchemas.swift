import Policy

enum APIKeySchemas {
    static var key: Schema {
        .reply(
            "An API key: what the caller of a gateway presents. Its id stays for life, its secret is replaced.",
            [
                .required("id", .id("The key's id. Rotations do not change it.")),
                .object("api_key"),
                .required("api_key", .text(secretMeaning)),
                .required("name", .displayName("Unique among the live keys of the same team or user.")),
                .required("enabled", .flag("A key that is not enabled is refused until it is enabled again.")),
                .required("removed", .flag("Deleted for good. The row stays for the history.")),
                .optional("team_id", .id("The team that owns the key; absent where a user does.")),
                .optional("user_id", .id("The user who owns the key; absent where a team does.")),
                .required("metadata", .metadata("The key's labels.")),
                .required(
                    "allowed_models", .allowedModels("The models the key is kept to; null keeps it to none.").orNull),
                .required("allowed_addresses", .allowedAddresses("Where the key works from; empty is everywhere.")),
                .required("rotation", Schema.reference(.rotation, "null unless an old secret still works.").orNull),
                .required(
                    "rotation_policy", Schema.reference(.rotationPolicy, "The plan for rotations; null: none.").orNull),
                .required("next_rotation_at", .instant("When the next rotation is planned for; null: never.").orNull),
                .createdAt, .updatedAt,
                .optional(
                    "last_used_at", .instant("The last time it was found valid, to the minute; absent until then.")),
                .optional("expiration_date", .instant("When the key stops working; absent where it never does.")),
                .optional("rate_limits", rates("Given on the key; absent where none is.")),
                .optional("usage_limits", .reference(.keyUsageLimit, "Given on the key; absent where none is.")),
            ])
    }

    static var create: Schema {
        .request(
            "A new key.",
            [
                .required("name", .displayName("Must be free among the owner's live keys.")),
                .optional("enabled", .flag("Whether the key works from the start.").absent(means: true)),
                .optional("expiration_date", expiration("Absent: the latest that the organization allows.").orNull),
                .optional(
                    "allowed_models", .allowedModels("The models to keep the key to; null or absent: none.").orNull),
                .optional(
                    "allowed_addresses", .allowedAddresses("Where the key is to work from; empty is everywhere.")),
                .optional("metadata", .metadata("The key's labels. Absent: those of the team; none for a user's key.")),
                .optional("rotation_policy", .reference(.rotationPolicy, "A plan for rotations.")),
                .optional("rate_limits", rates("For this key alone; they go with it.")),
                .optional("usage_limits", .reference(.keyUsageLimit, "For this key alone; it goes with it.")),
            ])
    }

    static var update: Schema {
        .patch(
            "What is to change of a key. What is absent stays.",
            [
                .optional("name", .displayName("The new name. Must be free among the owner's live keys.")),
                .optional("enabled", .flag("false stops the key at once; true lets it work again.")),
                .optional("expiration_date", expiration("The ceiling counts from the key's creation.").orNull),
                .optional("allowed_models", .allowedModels("Replaces the list; null takes it away.").orNull),
                .optional("allowed_addresses", .allowedAddresses("Replaces the list; an empty one is everywhere.")),
                .optional("metadata", .metadata("Replaces all labels.")),
                .optional(
                    "rotation_policy",
                    Schema.reference(.rotationPolicy, "Replaces the plan; null takes it away.").orNull),
                .optional(
                    "rate_limits",
                    rates("Replaces all; what is of the same type and unit keeps its counts. null: none.").orNull),
                .optional(
                    "usage_limits", Schema.reference(.keyUsageLimit, "Replaces the budget; null takes it away.").orNull),
            ])
    }

    private static func rates(_ description: String) -> Schema {
        .list(of: .reference(.keyRateLimit), description, count: 0...LimitRules.maximumLimitsOfKey)
    }

    private static let secretMeaning = """
        The secret itself in the reply to create, rotate and regenerate, this once: keep it, as it is stored nowhere. \
        Everywhere else its masked form, enough to recognise it by.
        """

    private static func expiration(_ absent: String) -> Schema {
        .instant("When the key is to stop working; in the future. null: never, where no ceiling forbids it. \(absent)")
    }
}
