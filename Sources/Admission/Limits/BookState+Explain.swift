import Domain
import Policy

/// What one policy says of a call, and why.
public struct PolicyJudgement: Sendable {
    public enum Outcome: Sendable {
        case passes
        case refuses(LimitDenial)
        /// This condition does not hold.
        case unmatched(PolicyCondition)
        /// It leaves calls that lack this alone.
        case skipped(PolicyAttribute)
    }

    public let outcome: Outcome
    public let standing: LimitStanding
    /// The counter's group; `nil` where the policy does not apply.
    public let group: String?
}

extension BookState {
    /// How many policies that do not apply are told of.
    private static let maximumUnmatched = 1000

    /// Asks every policy about a call as a decision does, and goes on where that would stop. Changes nothing.
    mutating func explain(_ call: LimitedCall, at now: Instant) -> [PolicyJudgement] {
        expireDue(at: now)
        let plan = plan(for: call)
        var judgements: [PolicyJudgement] = []
        judge(call, plan, at: now) { position, denial in
            var group: String?
            if case .group(let text) = plan.matches[position].outcome { group = text }
            judgements.append(
                PolicyJudgement(
                    outcome: denial.map { .refuses($0) } ?? .passes,
                    standing: standing(position, of: plan, at: now), group: group))
            return true
        }
        let applying = judgements.count
        for policy in policies.values.filter(\.isActive).sorted(by: { $0.rank < $1.rank }) {
            guard judgements.count < applying + Self.maximumUnmatched else { break }
            if let judgement = unmatched(policy, call, at: now) { judgements.append(judgement) }
        }
        return judgements
    }

    private func unmatched(_ policy: BookPolicy, _ call: LimitedCall, at now: Instant) -> PolicyJudgement? {
        let outcome: PolicyJudgement.Outcome
        switch policy.matcher.match(call.matching) {
        case .matched, .denied: return nil
        case .skipped(let attribute): outcome = .skipped(attribute)
        case .unmatched(let index): outcome = .unmatched(policy.policy.conditions[index])
        }
        return PolicyJudgement(outcome: outcome, standing: standing(of: policy, nil, at: now), group: nil)
    }
}

extension LimitBooks {
    /// What every active policy says of a call: those that it comes under first, in the order in which they are asked.
    public func explain(_ call: LimitedCall) throws(AdminError) -> [PolicyJudgement] {
        let now = time.now()
        return try book(of: call.organizationID).use { $0.explain(call, at: now) }
    }

    /// How the limits stand that a call comes under. Changes nothing.
    public func standings(for call: LimitedCall) throws(AdminError) -> LimitAnswer {
        let now = time.now()
        return try book(of: call.organizationID).use { state in
            state.expireDue(at: now)
            let plan = state.plan(for: call)
            state.judge(call, plan, at: now) { _, _ in true }
            return LimitAnswer.free.with(state.standings(plan, at: now))
        }
    }
}
