import Admission
import Domain
import KeyVault
import Policy
import Wire

/// Why a call would pass or not.
struct CallExplanation: Sendable {
    let key: VerifyAnswer
    let amounts: CallAmounts?
    let policies: [PolicyJudgement]

    /// The first policy that refuses, as a decision would stop there.
    var denial: LimitDenial? {
        for judgement in policies {
            if case .refuses(let denial) = judgement.outcome, !denial.standing.policy.isShadow { return denial }
        }
        return nil
    }

    var decision: CallDecision {
        let answer = LimitAnswer(denial: denial)
        return CallDecision(key: key, limits: key.verdict == .valid ? answer : nil)
    }
}

extension AdminService {
    /// Asks everything that a decision asks, and goes on where that would stop. Charges nothing, and is no use of the key.
    func explainCall(_ body: VerifyRequestBody, _ call: ManagementCall) throws(AdminError) -> CallExplanation {
        let query = try AdmissionInput.query(body)
        let answer = try admission.verify(query.key, visibleTo: try visibleTenant(call), isUse: false)
        guard let entry = answer.entry else { return CallExplanation(key: answer, amounts: nil, policies: []) }
        let limited = try limitedCall(entry, answer.model?.callModel(at: answer.now), query)
        return CallExplanation(key: answer, amounts: limited.amounts, policies: try limits.explain(limited))
    }

    /// How the limits stand that a key comes under.
    ///
    /// - Parameter model: for limits that are of a model; `nil` leaves those out.
    func ownLimits(_ secret: String, model: String?, _ origin: CallOrigin) throws(AdminError) -> CallDecision {
        let query = AdmissionQuery(
            key: VerifyQuery(secret: secret, model: model, address: origin.address, userAgent: origin.userAgent),
            metadata: .empty, estimate: nil)
        let answer = try admission.verify(query.key, visibleTo: nil, isUse: false)
        guard answer.verdict == .valid, let entry = answer.entry else {
            throw AdminError(.forbidden, answer.verdict.message, param: model == nil ? nil : "model")
        }
        let limited = try limitedCall(entry, answer.model?.callModel(at: answer.now), query)
        return CallDecision(key: answer, limits: try limits.standings(for: limited))
    }
}
