enum OwnKeyOperations {
    static var describe: OperationDescription {
        OperationDescription(
            id: "get-api-key-holder-v1", tag: .ownKey, summary: "See what the calling API key is",
            description: "Tells the holder of a key what it is, and when it, or the secret of this call, ends.",
            replies: [
                .ok("The key.", .holder, LeakExamples.holder, headers: [.deprecation, .sunset])
            ],
            refusals: [
                Refusal(.notFound, "The key was deleted while the call was under way."), RotationOperations.underWay,
            ])
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
                until the transition ends. Whoever loses the reply repeats the request under its `Idempotency-Key`. The \
                old secret of a rotation cannot rotate the key.
                """,
            request: .optional(.rotate, APIKeyExamples.rotate),
            replies: [
                .ok(
                    "The key, with its new secret. The two headers come where the request is repeated, under what is the old secret now.",
                    .apiKey, APIKeyExamples.rotated(.team), headers: [.deprecation, .sunset])
            ],
            refusals: [
                Refusal(.notFound, "The key was deleted while the call was under way."), RotationOperations.underWay,
            ])
    }
}
