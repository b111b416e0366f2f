import Domain

enum ServerMetadataSchemas {
    static var metadata: Schema {
        .reply(
            "What a client library needs to find its way (RFC 8414 §2).",
            [
                .required("issuer", .text("The address of this server.", format: "uri")),
                .required("token_endpoint", .text("Where tokens are issued.", format: "uri")),
                .required("introspection_endpoint", .text("Where tokens are looked at.", format: "uri")),
                .required("revocation_endpoint", .text("Where tokens are ended.", format: "uri")),
                .required("grant_types_supported", words("The grants served.")),
                .required("response_types_supported", words("Empty: there is no authorization endpoint.")),
                .required("token_endpoint_auth_methods_supported", words(methods)),
                .required("introspection_endpoint_auth_methods_supported", words(methods)),
                .required("revocation_endpoint_auth_methods_supported", words(methods)),
                .required("scopes_supported", .scopes("Every scope there is.")),
            ])
    }

    private static let methods = "How a client may show its secret there."

    private static func words(_ description: String) -> Schema {
        .list(of: .text("A registered name."), description)
    }
}
