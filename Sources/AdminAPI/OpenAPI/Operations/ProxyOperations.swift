enum ProxyOperations {
    /// Those that an OpenAPI document can name, HEAD apart, which works wherever GET does (OpenAPI 3.1 §4.8.9).
    enum Method: String, CaseIterable { case get, put, post, delete, options, patch, trace }

    static func authorize(_ method: Method) -> OperationDescription {
        OperationDescription(
            id: "authorize-\(method.rawValue)-v1", tag: .ownKey, summary: "Let a proxy ask whether a request may pass",
            description: """
                For nginx auth_request, Envoy ext_authz, Caddy forward_auth and Traefik forwardAuth, under any method: \
                that of the proxied request says nothing here. A body and a query are not looked at. The key is the \
                proxied request's own, from the first of the headers that the setting proxy.key_header lists and that \
                is there: Authorization, x-api-key, x-goog-api-key, api-key. The caller's address comes from \
                X-Forwarded-For where the peer is a trusted proxy.
                """,
            replies: [
                OperationReply(
                    status: 200,
                    description: "Let it pass. The headers say who it is; a team's key has an empty user id.",
                    headers: [
                        .keyID, .organizationID, .teamID, .userID, .deprecation, .sunset, .rateLimit, .rateLimitPolicy,
                    ])
            ],
            refusals: [
                Refusal(.forbidden, "The key is known, and disabled, or not allowed from here or for this model."),
                Refusal(.rateLimited, "A rate limit leaves no room for the request."),
                Refusal(.insufficientQuota, "A budget leaves no room for the request."),
                Refusal(.unpricedModel, "A budget in money cannot reckon the model."),
            ])
    }
}
