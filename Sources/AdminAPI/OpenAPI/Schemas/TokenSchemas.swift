/// The bodies of RFC 6749, RFC 7009 and RFC 7662.
enum TokenSchemas {
    static var request: Schema {
        .form(
            "The client-credentials grant (RFC 6749 §4.4.2).",
            [
                .required("grant_type", .constant("client_credentials", "The only grant there is.")),
                .optional("scope", .text("The scopes wanted, blanks between. Absent: all that the client has.")),
            ] + credential)
    }

    static var token: Schema {
        .reply(
            "An access token (RFC 6749 §5.1).",
            [
                .required(
                    "access_token", .text("The token: an opaque text, shown this once. Send it as a bearer token.")),
                .required("token_type", .constant("Bearer", "How to present it: RFC 6750.")),
                .required("expires_in", .integer("Seconds until it stops working.", 60...86_400)),
                .required("scope", .text("What the token may do, blanks between; may be less than was asked for.")),
            ])
    }

    static var introspectionRequest: Schema {
        .form(
            "Which token to look at (RFC 7662 §2.1).",
            [.required("token", .text("The access token.")), hint] + credential)
    }

    static var introspection: Schema {
        .reply(
            "What there is to know of a token (RFC 7662 §2.2). All but `active` is absent where it is false.",
            [
                .required("active", .flag("Whether the token works, and the client may know of it.")),
                .optional("scope", .text("What the token may do, blanks between.")),
                .optional("client_id", .id("The client that holds it.")),
                .optional("token_type", .constant("Bearer", "How it is presented.")),
                .optional("exp", .unixSeconds("When it stops working, in Unix seconds.")),
                .optional("iat", .unixSeconds("When it was issued, in Unix seconds.")),
                .optional("sub", .id("Whom it speaks for: the client.")),
                .optional("iss", .text("Who issued it: this server.", format: "uri")),
                .optional("organization_id", .id("The tenant it works in; absent for a platform client.")),
                .optional("user_id", .id("The user that the client is bound to; absent where there is none.")),
            ])
    }

    static var revocationRequest: Schema {
        .form(
            "Which token to end (RFC 7009 §2.1).", [.required("token", .text("The access token.")), hint] + credential)
    }

    private static var hint: Field {
        .optional("token_type_hint", .text("Taken and not needed: every token here is an access token."))
    }

    /// `client_secret_post` of RFC 6749 §2.3.1.
    private static var credential: [Field] {
        [
            .optional("client_id", .text("The client's id, where it does not come by HTTP Basic.")),
            .optional("client_secret", .text("The client's secret, where it does not come by HTTP Basic.")),
        ]
    }
}
