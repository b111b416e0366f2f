enum LeakOperations {
    static var lookup: OperationDescription {
        OperationDescription(
            id: "lookup-secret-v1", tag: .leaks, summary: "Ask whose a secret is",
            description: """
                Takes a whole secret that turned up somewhere. What belongs to another tenant, and clients and tokens \
                for a caller without clients.read, are answered as what does not exist.
                """,
            request: .json(.foundSecret, LeakExamples.found),
            replies: [.ok("Whose it is, and whether it would be accepted now.", .secretLookup, LeakExamples.lookup)])
    }

    static var revoke: OperationDescription {
        OperationDescription(
            id: "revoke-leaked-secret-v1", tag: .leaks, summary: "End a leaked secret at once",
            description: """
                An outgoing secret is cut and the current one goes on; a current one disables its key or client, as a \
                new secret would reach nobody; a token is revoked. Clients and tokens need clients.write besides.
                """,
            request: .json(.foundSecret, LeakExamples.found),
            replies: [.ok("What was done.", .leakRevocation, LeakExamples.revocation)],
            refusals: [
                Refusal(.forbidden, "The secret is a client's or a token, and the caller lacks clients.write."),
                Refusal(.conflict, "The platform would be left without a client that has every scope."),
            ])
    }

    static var due: OperationDescription {
        OperationDescription(
            id: "list-due-api-keys-v1", tag: .leaks, summary: "List the keys that are to be rotated",
            description: """
                Keys with a rotation policy whose announced date has come near, is due, or has gone by. A page may hold \
                fewer than `limit` and still have more after it.
                """,
            query: ParameterComponent.page,
            replies: [.ok("A page of them.", .dueKeyList, Sample.page(LeakExamples.due, id: Sample.keyID))],
            refusals: [Refusal(.invalidRequest, "A platform client named no organization.")])
    }
}
