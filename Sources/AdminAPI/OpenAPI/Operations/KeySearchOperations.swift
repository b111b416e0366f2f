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
            replies: [.ok("A page of keys.", .apiKeyPage, Sample.found(APIKeyExamples.read(.team), id: Sample.keyID))],
            refusals: [Refusal(.invalidRequest, "A platform client named no organization, or a filter is none.")])
    }
}
