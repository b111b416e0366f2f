enum OAuthClientSchemas {
    static var client: Schema {
        .reply(
            "How a tool reaches this API: it trades its id and secret for access tokens.",
            [
                .required("client_id", .id("The client's id, for life.")),
                .object("oauth_client"),
                .required("organization_id", .id("The tenant it works in; null: a client of the platform.").orNull),
                .required("name", .displayName("What people call the client.")),
                .required("user_id", .id("The user whose keys /v1/user/api_keys speaks of; null: nobody's.").orNull),
                .required("scopes", .scopes("What its tokens may do at most.")),
                .required("enabled", .flag("A client that is not enabled gets no token and has none.")),
                .required("client_secret", .text(secretMeaning)),
                .required("rotation", Schema.reference(.rotation, "null unless an old secret still works.").orNull),
                .createdAt, .updatedAt,
            ])
    }

    static var create: Schema {
        .request(
            "A new client, enabled from the start.",
            [
                .required("name", .displayName("What people call the client. Need not be unique.")),
                .required(
                    "scopes", .scopes("What its tokens may do. The caller must hold each.").adding("minItems", 1)),
                .optional("user_id", .id("A user of the same organization; a platform client takes none.")),
            ])
    }

    static var update: Schema {
        .patch(
            "What is to change of a client. What is absent stays.",
            [
                .optional("name", .displayName("The new name.")),
                .optional(
                    "scopes", .scopes("Replaces the scopes. Taking one away ends its tokens.").adding("minItems", 1)),
                .optional("user_id", .id("Another user of the same organization; null binds it to nobody.").orNull),
                .optional("enabled", .flag("false ends the client's tokens at once.")),
            ])
    }

    private static let secretMeaning = """
        The secret itself in the reply to create and rotate, this once: keep it, as it is stored nowhere. Everywhere \
        else its masked form.
        """
}
