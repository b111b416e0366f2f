enum LeakSchemas {
    static var found: Schema {
        .request("A secret that turned up somewhere.", [.required("secret", .text("The whole of it."))])
    }

    static var lookup: Schema {
        .reply(
            "Whose a secret is. Only `found`, and `kind` where it is well-formed, are there where the caller may not know.",
            [
                .required("found", .flag("Whether it belongs to something that the caller may know of.")),
                .optional("kind", .word(of: kinds, "What it is by its form; absent for what is no secret.")),
                .optional("live", .flag("Whether it would be accepted now.")),
                .optional(
                    "state", .word(of: ["current", "outgoing"], "The new secret of its key or client, or the old.")),
                .optional("secret", .text("Its masked form.")),
                .optional("organization_id", .id("The organization it belongs to; absent for the platform's.")),
                .optional("key_id", .id("The key that it is a secret of.")),
                .optional("client_id", .id("The client that it is a secret of, or that the token was issued to.")),
                .optional("name", .text("The name of the key or the client.")),
                .optional("team_id", .id("The team that owns the key.")),
                .optional("user_id", .id("The user who owns the key, or whom the client is bound to.")),
            ])
    }

    static var revocation: Schema {
        .reply(
            "What was done about a leaked secret.",
            [
                .required("revoked", .flag("Whether something was ended.")),
                .optional("action", .word(of: actions, "What was done.")),
                .optional("key_id", .id("The key it was done to.")),
                .optional("client_id", .id("The client it was done to.")),
            ])
    }

    static var dueKey: Schema {
        .reply(
            "A key that is to be rotated.",
            [
                .object("due_key"),
                .required("state", .word(of: ["upcoming", "due"], "Whether the date is still to come.")),
                .required("next_rotation_at", .instant("The date.")),
                .required("disables_at", .instant("When it is disabled if nobody rotates it; null: never.").orNull),
                .required("key", .reference(.apiKey)),
            ])
    }

    static var holder: Schema {
        .reply(
            "What the holder of a key may know of it.",
            [
                .object("api_key_holder"),
                .required("key_id", .id("The key's id, for life.")),
                .required("name", .text("The key's name.")),
                .required("organization_id", .id("The organization it belongs to.")),
                .optional("team_id", .id("The team that owns it; absent where a user does.")),
                .optional("user_id", .id("The user who owns it; absent where a team does.")),
                .required("metadata", .metadata("The key's labels.")),
                .required("allowed_models", .allowedModels("The models the key is kept to; null: none.").orNull),
                .required("expires_at", .instant("When the key stops working; null: never.").orNull),
                .required("in_transition", .flag("The secret of this call is the outgoing one of a rotation.")),
                .required(
                    "secret_ends_at", .instant("When that secret stops working; null for the current one.").orNull),
                .required("next_rotation_at", .instant("When the key is to be rotated; null without a plan.").orNull),
            ])
    }

    private static let kinds = ["api_key", "access_token", "client_secret"]
    private static let actions = ["key_disabled", "outgoing_secret_ended", "client_disabled", "token_revoked"]
}
