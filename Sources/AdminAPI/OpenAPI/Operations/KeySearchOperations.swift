enum KeySearchOperations {
    static let query: [ParameterComponent] = [
        .limit, .after, .keySearch, .keyStatus, .keyOwner, .keyModel, .keyMetadata, .usedBefore, .usedAfter,
        .expiresBefore, .expiresAfter, .keySort,
    ]

    static var search: OperationDescription {
        OperationDescription(
            id: "search-api-keys-v1", tag: .teamKeys, summary: "Search the keys of an organization",
            description: """
                Lists the keys of all teams and users that meet every filter, with their secrets masked, and how many \
                there are in all. Removed keys are listed with `status` `removed` alone.
                """,
            query: query,
            replies: [.ok("A page of keys.", .apiKeyPage, example)],
            refusals: [Refusal(.invalidRequest, "A platform client named no organization, or a filter is none.")])
    }

    private static var example: DocumentValue {
        [
            "object": "list", "data": [APIKeyExamples.read(.team)], "has_more": false,
            "first_id": .string(Sample.keyID), "last_id": .string(Sample.keyID), "total": 1,
        ]
    }
}
