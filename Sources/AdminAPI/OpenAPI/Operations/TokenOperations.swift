enum TokenOperations {
    static var issue: OperationDescription {
        OperationDescription(
            id: "issue-token", tag: .tokens, summary: "Get an access token",
            description: """
                Trades a client's id and secret for an access token (RFC 6749 §4.4). The token may do what was asked \
                for as far as the client may; without `scope`, all that the client may. Keep it and use it until it \
                expires: how many live ones a client may hold is limited.
                """,
            request: .form(.tokenRequest, TokenExamples.request),
            replies: [.ok("The token.", .token, TokenExamples.token)],
            refusals: [
                Refusal(.unsupportedGrantType, "`grant_type` is not `client_credentials`."),
                Refusal(.invalidScope, "`scope` names no scope, or none that the client has."),
                Refusal(.unauthenticated, "The client's organization or user is disabled."),
                Refusal(.tooManyRequests, "The client holds as many live tokens as it may."),
            ])
    }

    static var introspect: OperationDescription {
        OperationDescription(
            id: "introspect-token", tag: .tokens, summary: "Look at an access token",
            description: """
                Says whether a token works and what it may do (RFC 7662). A client sees its own tokens; with \
                `clients.read`, all those of its tenant. Any other token is, like a made-up one, not active.
                """,
            request: .form(.introspectionRequest, TokenExamples.question),
            replies: [.ok("What there is to know of the token.", .introspection, TokenExamples.introspection)])
    }

    static var revoke: OperationDescription {
        OperationDescription(
            id: "revoke-token", tag: .tokens, summary: "End an access token",
            description: """
                Ends one of the client's own tokens at once (RFC 7009). The answer is the same for a token that is \
                somebody else's, made up, or over already; nothing happens to it then.
                """,
            request: .form(.revocationRequest, TokenExamples.question),
            replies: [OperationReply(status: 200, description: "The token, if it was the client's, is dead.")])
    }

    static var metadata: OperationDescription {
        OperationDescription(
            id: "get-server-metadata", tag: .tokens, summary: "Find the OAuth endpoints",
            description: "Tells a client library where the endpoints are and what they take (RFC 8414).",
            replies: [.ok("The server's metadata.", .serverMetadata, TokenExamples.serverMetadata)])
    }
}
