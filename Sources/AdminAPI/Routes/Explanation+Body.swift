import Admission
import Domain
import Policy
import Wire

extension CallExplanation {
    var body: ExplainBody {
        let decision = decision
        var body = ExplainBody(
            valid: decision.verdict == .valid, code: decision.verdict.rawValue, message: decision.message,
            checks: AdmissionCheck.outcomes(of: decision.verdict), policies: policies.map(\.body))
        guard let entry = key.entry else { return body }
        body.keyID = entry.id.text
        body.organizationID = entry.organizationID.text
        body.teamID = entry.owner.teamID?.text
        body.userID = entry.owner.userID?.text
        body.estimate = amounts.map { ExplainedEstimateBody(tokens: $0.tokens, cost: $0.cost.amount?.body) }
        return body
    }
}

/// The checks of a decision, in their one order.
enum AdmissionCheck: String, CaseIterable {
    case form, known, live, owner, expiry, address, model
    case rateLimits = "rate_limits"
    case usageLimits = "usage_limits"

    enum Outcome: String, CaseIterable {
        case passed, failed
        case notReached = "not_reached"
    }

    /// Where a verdict falls; `nil` for none.
    private init?(failing verdict: KeyVerdict) {
        switch verdict {
        case .valid: return nil
        case .malformed: self = .form
        case .notFound: self = .known
        case .removed, .disabled: self = .live
        case .ownerDisabled: self = .owner
        case .expired: self = .expiry
        case .addressNotAllowed: self = .address
        case .modelNotFound, .modelNotAllowed, .modelDisabled: self = .model
        case .rateLimited: self = .rateLimits
        case .usageExceeded, .unpricedModel: self = .usageLimits
        }
    }

    static func outcomes(of verdict: KeyVerdict) -> [ExplainedCheckBody] {
        let failing = AdmissionCheck(failing: verdict).flatMap { allCases.firstIndex(of: $0) } ?? allCases.count
        return allCases.enumerated().map { index, check in
            let outcome: Outcome = index < failing ? .passed : index == failing ? .failed : .notReached
            return ExplainedCheckBody(check: check.rawValue, outcome: outcome.rawValue)
        }
    }
}

/// What a policy says of a call, in a word.
enum PolicyOutcome: String, CaseIterable {
    case passes, denies
    case wouldDeny = "would_deny"
    case notMatched = "not_matched"
    case skipped
}

extension PolicyJudgement {
    private var word: PolicyOutcome {
        switch outcome {
        case .passes: .passes
        case .refuses: standing.policy.isShadow ? .wouldDeny : .denies
        case .unmatched: .notMatched
        case .skipped: .skipped
        }
    }

    private var reason: String {
        switch outcome {
        case .passes: return "There is room for the call."
        case .refuses(let denial): return denial.message
        case .skipped(let attribute):
            return "The call has no \(attribute.text), and the policy leaves such calls alone."
        case .unmatched(let condition):
            let values = condition.match.patterns.map(\.text).joined(separator: ", ")
            return condition.match.isExclusion
                ? "The call's \(condition.attribute.text) is one of: \(values)."
                : "The call's \(condition.attribute.text) is none of: \(values)."
        }
    }

    var body: ExplainedPolicyBody {
        let label = standing.policy
        return ExplainedPolicyBody(
            policyID: label.idText, name: label.name, kind: label.isRate ? "rate_limit" : "usage_limit",
            type: label.typeText, mode: (label.isShadow ? LimitPolicy.Mode.shadow : .enforce).rawValue,
            outcome: word.rawValue, reason: reason, group: group, limit: label.amount(standing.limit),
            used: label.amount(standing.used), held: label.amount(standing.held),
            remaining: label.amount(standing.remaining), resetAt: standing.resetAt?.rfc3339)
    }
}
