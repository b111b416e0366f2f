enum VerificationOperations {
    static var verify: OperationDescription {
        OperationDescription(
            id: "verify-api-key-v1", tag: .verification, summary: "Ask whether an API key is good",
            description: """
                Judges a key for one call: the key, its model, every rate limit, every budget, in this order, and all \
                or nothing is counted. Without `reserve` the call counts on limits of requests, and is only checked \
                against money and tokens. The answer is 200 whatever it says: read `valid`. A key with \
                an address list is refused where no address is told. To a tenant's client, a key of another tenant is \
                `not_found`. Every change that was acknowledged before counts.
                """,
            request: .json(.verifyRequest, VerifyExamples.request),
            replies: [
                .ok(
                    "What is said of the key. The two headers come where the key was presented under an old secret.",
                    .verification, VerifyExamples.verification, headers: [.deprecation, .sunset]
                ).showing("refused by a budget", VerifyExamples.refused)
            ],
            refusals: [Refusal(.forbidden, "The call reserves, and the access token lacks the scope `usage.report`.")])
    }

    static var explain: OperationDescription {
        OperationDescription(
            id: "explain-api-key-v1", tag: .verification, summary: "Ask why a call passes or not",
            description: """
                Takes what verify takes, charges nothing, and goes on where a decision would stop: every check in its \
                order, every policy that the call comes under, and why the others do not apply (a thousand at most).
                """,
            request: .json(.verifyRequest, VerifyExamples.request),
            replies: [.ok("Every check, and every policy.", .explanation, LimitExamples.explanation)])
    }
}
