import Wire

/// Policies in the words of the command line.
enum PolicyText {
    /// `team_id=0197…, model!=openai/*`.
    static func conditions(_ conditions: [PolicyConditionBody]) -> String {
        FieldText.list(
            conditions.map { condition in
                let isExclusion = condition.value == nil
                let values = (condition.value ?? condition.excludes)?.all.joined(separator: "|") ?? ""
                return "\(condition.key)\(isExclusion ? "!=" : "=")\(values)"
            })
    }

    static func groups(_ groups: [PolicyGroupBody]) -> String { FieldText.list(groups.map(\.key)) }

    static func amount(_ amount: DollarsBody?, _ type: String) -> String {
        amount.map { type == "cost" ? "$\($0.text)" : "\($0.text) \(type)" } ?? FieldText.nothing
    }

    static func reset(_ budget: UsageLimitBody) -> String {
        budget.periodicReset.value ?? budget.periodicResetDays.value.map { "every \($0) days" } ?? "never"
    }
}
