enum OAuthClientOperations {
    static var create: OperationDescription {
        OperationDescription(
            id: "create-oauth-client-v1", tag: .clients, summary: "Create an OAuth client",
            description: """
                Makes a client and shows its secret, this once. A platform client that names no organization makes \
                another client of the platform. Bind it to a user to have it manage that user's keys.
                """,
            request: .json(.createOAuthClient, OAuthClientExamples.create),
            replies: [.created("The new client, with its secret.", .oauthClient, OAuthClientExamples.created)],
            refusals: [uncovered, badUser])
    }

    static var list: OperationDescription {
        OperationDescription(
            id: "list-oauth-clients-v1", tag: .clients, summary: "List OAuth clients",
            description: """
                Lists the clients of the organization, or the platform's own, that a search finds, with their secrets \
                masked, and how many it finds.
                """,
            query: ParameterComponent.namedPage,
            replies: [
                .ok(
                    "A page of clients.", .oauthClientList, Sample.found(OAuthClientExamples.read, id: Sample.clientID))
            ],
            refusals: [Refusal(.invalidRequest, "What is looked for, or the order, is none.")])
    }

    static var get: OperationDescription {
        OperationDescription(
            id: "get-oauth-client-v1", tag: .clients, summary: "Read an OAuth client",
            description: "Reads one client with its secret masked.",
            replies: [.ok("The client.", .oauthClient, OAuthClientExamples.read)], refusals: [missing])
    }

    static var update: OperationDescription {
        OperationDescription(
            id: "update-oauth-client-v1", tag: .clients, summary: "Change an OAuth client",
            description: """
                Changes what is given. Taking scopes away, binding it to somebody else and disabling it end the tokens \
                that are out; scopes that are added reach new tokens only.
                """,
            request: .patch(.updateOAuthClient, OAuthClientExamples.update),
            replies: [.ok("The client as it now is.", .oauthClient, OAuthClientExamples.updated)],
            refusals: [missing, uncovered, badUser, lastRoot])
    }

    static var delete: OperationDescription {
        OperationDescription(
            id: "delete-oauth-client-v1", tag: .clients, summary: "Delete an OAuth client",
            description: "Ends the client and its tokens at once, for good. What it made stays.",
            replies: [.noContent("The client is gone.")], refusals: [missing, uncovered, lastRoot])
    }

    static var rotateSecret: OperationDescription {
        OperationDescription(
            id: "rotate-oauth-client-secret-v1", tag: .clients, summary: "Rotate an OAuth client's secret",
            description: """
                Makes a new secret and shows it, this once. The old one keeps getting tokens until the transition \
                ends. Tokens that are out are not touched.
                """,
            request: .optional(.rotate, APIKeyExamples.rotate),
            replies: [.ok("The client, with its new secret.", .oauthClient, OAuthClientExamples.rotated)],
            refusals: [missing, uncovered, RotationOperations.underWay])
    }

    static let missing = Refusal(.notFound, "No such client in the organization.")
    static let uncovered = Refusal(.forbidden, "The client has, or would get, a scope that the caller lacks.")
    private static let badUser = Refusal(.unprocessable, "`user_id` names nobody that the client can be bound to.")
    private static let lastRoot = Refusal(
        .conflict, "The platform would be left without a client that has every scope.")
}
