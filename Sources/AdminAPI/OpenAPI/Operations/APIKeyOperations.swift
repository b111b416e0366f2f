/// The operations on keys, which a team's and a user's have in common. The ids are those of the contract where it has
/// the operation, hence in its style everywhere.
struct APIKeyOperations {
    static let team = APIKeyOperations(word: "team", tag: .teamKeys, owner: .team, whose: "the team")
    static let user = APIKeyOperations(word: "user", tag: .userKeys, owner: .user, whose: "the client's user")

    let word: String
    let tag: Tag
    let owner: APIKeyExamples.Owner
    let whose: String

    var create: OperationDescription {
        OperationDescription(
            id: "create-\(word)-api-key-v1", tag: tag, summary: "Create an API key of \(whose)",
            description: """
                Makes a key and shows its secret, this once. It works with the next call to verify. Where the \
                organization has a ceiling on lifetimes, a request without an expiration date gets the latest one \
                allowed.
                """,
            request: .json(.createAPIKey, APIKeyExamples.create),
            replies: [.created("The new key, with its secret.", .apiKey, APIKeyExamples.created(owner))],
            refusals: [
                ownerMissing, nameTaken,
                Refusal(.conflict, "The owner has as many live keys as the organization allows."),
            ])
    }

    var list: OperationDescription {
        OperationDescription(
            id: "list-\(word)-api-keys-v1", tag: tag, summary: "List the API keys of \(whose)",
            description: "Lists keys with their secrets masked, deleted ones only on request.",
            query: ParameterComponent.page + [.includeRemoved],
            replies: [
                .ok("A page of keys.", .apiKeyList, [APIKeyExamples.read(owner)], headers: [.link])
            ], refusals: [ownerMissing])
    }

    var get: OperationDescription {
        OperationDescription(
            id: "get-\(word)-api-key-v1", tag: tag, summary: "Read an API key of \(whose)",
            description: "Reads one key with its secret masked, be it deleted or not.",
            replies: [.ok("The key.", .apiKey, APIKeyExamples.read(owner))], refusals: [missing])
    }

    var update: OperationDescription {
        OperationDescription(
            id: "update-\(word)-api-key-v1", tag: tag, summary: "Change an API key of \(whose)",
            description: """
                Changes what is given; the secret stays. The next call to verify is judged by the new settings. A \
                deleted key cannot be changed.
                """,
            request: .patch(.updateAPIKey, APIKeyExamples.update),
            replies: [.ok("The key as it now is.", .apiKey, APIKeyExamples.updated(owner))],
            refusals: [missing, nameTaken])
    }

    var delete: OperationDescription {
        OperationDescription(
            id: "delete-\(word)-api-key-v1", tag: tag, summary: "Delete an API key of \(whose)",
            description: """
                Ends the key at once, for good, an old secret in its transition included. The row stays with \
                `removed`, and the name is free again. To stop a key for a while, disable it.
                """,
            replies: [.noContent("The key is dead.")], refusals: [missing])
    }

    var ownerMissing: Refusal {
        switch owner {
        case .team: Refusal(.notFound, "No such team in the organization.")
        case .user: Refusal(.notFound, "The client is bound to no user.")
        }
    }

    var missing: Refusal {
        switch owner {
        case .team: Refusal(.notFound, "No such team in the organization, or no such key of the team.")
        case .user: Refusal(.notFound, "The client is bound to no user, or the user has no such key.")
        }
    }

    private var nameTaken: Refusal { Refusal(.conflict, "Another live key of the same owner has the name.") }
}

extension APIKeyOperations {
    var rotate: OperationDescription {
        OperationDescription(
            id: "rotate-\(word)-api-key-v1", tag: tag, summary: "Rotate an API key of \(whose)",
            description: """
                Makes a new secret and shows it, this once. The old one keeps working until the transition ends, so \
                that callers can be moved over one by one; `rotation` says until when. Meanwhile another rotation \
                with a transition is refused, unless it says `force`. The id, the settings and the history stay.
                """,
            request: .optional(.rotate, APIKeyExamples.rotate),
            replies: [.ok("The key, with its new secret.", .apiKey, APIKeyExamples.rotated(owner))],
            refusals: [missing, RotationOperations.underWay])
    }

    var regenerate: OperationDescription {
        OperationDescription(
            id: "regenerate-\(word)-api-key-v1", tag: tag, summary: "Replace a leaked API key of \(whose)",
            description: """
                Makes a new secret, shows it, this once, and ends every older one at once. It is the answer to a leak. \
                Deprecated: a rotation with `transition_seconds` 0 does the same.
                """,
            request: .optional(.empty, [:]),
            replies: [
                .ok(
                    "The key, with its new secret.", .apiKey, APIKeyExamples.regenerated(owner), headers: [.deprecation]
                )
            ], refusals: [missing], isDeprecated: true)
    }
}
