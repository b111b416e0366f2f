/// Budgets and rate limits: what they have in common is told by one description each.
struct PolicyOperations {
    let word: String
    let noun: String
    let schema: DocumentSchema
    let list: DocumentSchema
    let example: DocumentValue

    static var usage: PolicyOperations {
        PolicyOperations(
            word: "usage-limit", noun: "budget", schema: .usageLimit, list: .usageLimitList,
            example: PolicyExamples.usage)
    }

    static var rate: PolicyOperations {
        PolicyOperations(
            word: "rate-limit", noun: "rate limit", schema: .rateLimit, list: .rateLimitList,
            example: PolicyExamples.rate)
    }

    func create(_ body: DocumentSchema, _ request: DocumentValue) -> OperationDescription {
        OperationDescription(
            id: "create-\(word)-v1", tag: .policies, summary: "Create a \(noun)",
            description: """
                It holds from the next call on. Every condition must hold for a call to come under it; each distinct \
                combination of what `group_by` names has a counter of its own. Ids in conditions may be given as a \
                team's or the organization's slug, or a user's address.
                """,
            request: .json(body, request), replies: [.created("The new \(noun).", schema, example)],
            refusals: [
                nameTaken, Refusal(.conflict, "The organization has as many as it may."),
                Refusal(.unprocessable, "A condition, or the team, names nothing of the organization."),
            ])
    }

    var listing: OperationDescription {
        OperationDescription(
            id: "list-\(word)s-v1", tag: .policies, summary: "List \(noun)s",
            description: """
                Pages go by `limit` and `after`, or by `page_size` and `current_page`. Limits that were given on an \
                API key are listed for that key alone.
                """,
            query: [.policyStatus, word == "rate-limit" ? .rateType : .usageType]
                + (word == "rate-limit" ? [.rateUnit] : [])
                + [.ofTeam, .ofWorkspace, .ofKey] + ParameterComponent.page + [.pageSize, .currentPage],
            replies: [.ok("A page of \(noun)s.", list, PolicyExamples.page(example))],
            refusals: [Refusal(.notFound, "No such team or API key in the organization.")])
    }

    var get: OperationDescription {
        OperationDescription(
            id: "get-\(word)-v1", tag: .policies, summary: "Read a \(noun)",
            description: "Reads one, active or archived; with `status`, only one in that state.",
            query: word == "usage-limit" ? [.policyStatus, .includeUsage] : [.policyStatus],
            replies: [.ok("The \(noun).", schema, example)], refusals: [missing])
    }

    func update(_ body: DocumentSchema, _ request: DocumentValue, isPut: Bool) -> OperationDescription {
        OperationDescription(
            id: "\(isPut ? "put" : "update")-\(word)-v1", tag: .policies, summary: "Change a \(noun)",
            description: """
                Changes what is given, from the next call on; what is absent stays\(isPut ? ", with PUT as with PATCH" : ""). \
                What was counted stays counted. `type` and `group_by` are for life.
                """,
            request: isPut ? .optional(body, request) : .patch(body, request),
            replies: [.ok("The \(noun) as it now is.", schema, example)],
            refusals: [
                missing, nameTaken, locked,
                Refusal(
                    .unprocessable,
                    "A condition names nothing of the organization\(word == "usage-limit" ? ", or no counter has the value" : "")."
                ),
            ])
    }

    var archive: OperationDescription {
        OperationDescription(
            id: "delete-\(word)-v1", tag: .policies, summary: "Archive a \(noun)",
            description: """
                It limits no call any more. Its counters stay, calls under way are settled on them, and it can be \
                restored.
                """,
            replies: [.ok("The archived \(noun).", schema, example)],
            refusals: [missing, Refusal(.conflict, "It was given on an API key.")])
    }

    var restore: OperationDescription {
        OperationDescription(
            id: "restore-\(word)-v1", tag: .policies, summary: "Restore an archived \(noun)",
            description: "It holds again from the next call on, with its counters as they were.",
            request: .optional(.empty, [:]), replies: [.ok("The \(noun), active again.", schema, example)],
            refusals: [
                missing, nameTaken, Refusal(.conflict, "The organization has as many as it may."),
            ])
    }

    private var missing: Refusal { Refusal(.notFound, "No such \(noun) in the organization.") }
    private var nameTaken: Refusal { Refusal(.conflict, "Another active one has the name.") }
    private var locked: Refusal { Refusal(.conflict, "It is archived, or was given on an API key.") }
}

enum UsageOverrideOperations {
    static var set: OperationDescription {
        OperationDescription(
            id: "override-usage-limit-v1", tag: .policies, summary: "Raise a budget for a while",
            description: "Until `expires_at` this stands in for `credit_limit`, which then comes back by itself.",
            request: .json(.usageOverride, PolicyExamples.override),
            replies: [.ok("The budget as it now is.", .usageLimit, PolicyExamples.usage)], refusals: refusals)
    }

    static var end: OperationDescription {
        OperationDescription(
            id: "end-usage-limit-override-v1", tag: .policies, summary: "End the increase of a budget now",
            description: "The budget's own limit holds again. Nothing happens where there is no increase.",
            replies: [.ok("The budget as it now is.", .usageLimit, PolicyExamples.usage)], refusals: refusals)
    }

    private static let refusals = [
        Refusal(.notFound, "No such budget in the organization."),
        Refusal(.conflict, "It is archived, or was given on an API key."),
    ]
}

enum UsageEntityOperations {
    static var list: OperationDescription {
        OperationDescription(
            id: "list-usage-limit-entities-v1", tag: .policies, summary: "List who has used how much of a budget",
            description: "The counters of a budget, one for each group that has used something, oldest first.",
            query: [.entityStatus, .search] + ParameterComponent.page + [.pageSize, .currentPage],
            replies: [.ok("A page of counters.", .usageEntityList, PolicyExamples.entities)], refusals: [missing])
    }

    static var reset: OperationDescription {
        OperationDescription(
            id: "reset-usage-limit-entity-v1", tag: .policies, summary: "Set a counter of a budget back to zero",
            description: "What calls under way hold stays held; what is settled from now on is charged as ever.",
            request: .optional(.empty, [:]),
            replies: [.ok("The counter as it now is.", .usageEntity, PolicyExamples.entity)],
            refusals: [missing, Refusal(.unavailable, "It could not be written; nothing was reset.")])
    }

    private static let missing = Refusal(.notFound, "No such budget or counter in the organization.")
}
