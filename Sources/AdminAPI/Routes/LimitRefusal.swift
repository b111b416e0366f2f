import Admission
import Domain
import HTTPTypes
import Hummingbird
import KeyVault
import Policy
import Wire

/// The reply to a call that a limit refuses, for those who act by the status: 429 for a rate limit, 402 for a budget.
enum LimitRefusal {
    static func reply(_ denial: LimitDenial, _ decision: CallDecision, requestID: String) -> RouteReply {
        let now = decision.key.now
        let code = code(decision.verdict)
        var headers = decision.limits.map { LimitHeaders.fields($0, at: now) } ?? HTTPFields()
        let wait = denial.retryAt.map { max(1, LimitHeaders.seconds(until: $0, from: now)) }
        // Where waiting does not help, not before long; `retryable` says so.
        headers[.retryAfter] = String(wait ?? 3600)
        return JSONReply.make(
            ErrorBody(
                error: ErrorBody.Details(
                    message: SecretFormat.concealing(denial.message), type: code.type, code: code.rawValue, param: nil,
                    requestID: requestID,
                    policy: denial.policyBody)),
            status: code.status, headers: headers)
    }

    static func code(_ verdict: KeyVerdict) -> AdminError.Code {
        switch verdict {
        case .rateLimited: .rateLimited
        case .unpricedModel: .unpricedModel
        default: .insufficientQuota
        }
    }
}

extension LimitDenial {
    fileprivate var policyBody: ErrorBody.RefusingPolicy {
        ErrorBody.RefusingPolicy(
            id: standing.policy.idText, name: standing.policy.name.map(SecretFormat.concealing),
            scope: standing.policy.scope,
            used: standing.policy.amount(standing.used), held: standing.policy.amount(standing.held),
            limit: standing.policy.amount(standing.limit), resetAt: standing.resetAt?.rfc3339, retryable: isRetryable)
    }
}
