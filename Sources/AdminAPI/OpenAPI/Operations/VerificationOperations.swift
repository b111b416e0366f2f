enum VerificationOperations {
    static var verify: OperationDescription {
        OperationDescription(
            id: "verify-api-key-v1", tag: .verification, summary: "Ask whether an API key is good",
            description: """
                Judges a key for one call, from memory. The answer is 200 whatever it says: read `valid`. A key with \
                an address list is refused where no address is told. To a tenant's client, a key of another tenant is \
                `not_found`. Every change that was acknowledged before counts.
                """,
            request: .json(.verifyRequest, VerifyExamples.request),
            replies: [
                .ok(
                    "What is said of the key. The two headers come where the key was presented under an old secret.",
                    .verification, VerifyExamples.verification, headers: [.deprecation, .sunset])
            ])
    }
}
