enum OwnKeyOperations {
    static var describe: OperationDescription {
        OperationDescription(
            id: "get-api-key-holder-v1", tag: .ownKey, summary: "See what the calling API key is",
            description: "Tells the holder of a key what it is, and when it, or the secret of this call, ends.",
            replies: [
                .ok("The key.", .holder, LeakExamples.holder, headers: [.deprecation, .sunset])
            ],
            refusals: [Refusal(.notFound, "The key was deleted while the call was under way.")])
    }

    static var limits: OperationDescription {
        OperationDescription(
            id: "get-api-key-limits-v1", tag: .ownKey, summary: "See how the calling key's limits stand",
            description: "Tells the holder of a key every limit that its calls come under, and what is left of each.",
            query: [.ownModel],
            replies: [
                .ok("The limits.", .ownLimits, LimitExamples.own, headers: [.rateLimit, .rateLimitPolicy])
            ],
            refusals: [Refusal(.forbidden, "The key may not use the model.")])
    }

    static var rotate: OperationDescription {
        OperationDescription(
            id: "rotate-api-key-v1", tag: .ownKey, summary: "Rotate the calling API key",
            description: """
                Gives the holder of a key a new secret for it, shown this once. The secret of the call keeps working \
                until the transition ends. Calling under an old secret works too, for whoever lost the reply to a \
                first try; it ends that old secret at once.
                """,
            request: .optional(.rotate, APIKeyExamples.rotate),
            replies: [
                .ok(
                    "The key, with its new secret. The two headers come where the call was made under an old secret.",
                    .apiKey, APIKeyExamples.rotated(.team), headers: [.deprecation, .sunset])
            ],
            refusals: [Refusal(.notFound, "The key was deleted while the call was under way.")])
    }
}
