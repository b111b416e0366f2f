import Domain
import Policy

/// The policies that a kind of call comes under, found once and kept as long as nothing about it changes.
final class MatchPlan {
    /// An object, as every call goes through its matches several times: one count of references instead of three.
    final class Match {
        let policy: BookPolicy
        let outcome: Outcome
        /// Looked up, or made, when it is first needed.
        var counter: Counter?

        init(_ policy: BookPolicy, _ outcome: Outcome, _ counter: Counter?) {
            self.policy = policy
            self.outcome = outcome
            self.counter = counter
        }
    }

    enum Outcome {
        case group(String)
        /// The policy refuses calls that lack this.
        case denied(missing: PolicyAttribute)
    }

    let matches: [Match]
    private let call: PolicyCall

    /// - Parameter archived: policies that are asked besides those in the index.
    init(_ call: PolicyCall, in index: PolicyIndex, besides archived: [BookPolicy] = []) {
        self.call = call
        var matches: [Match] = []
        func ask(_ policy: BookPolicy) {
            switch policy.matcher.match(call) {
            case .matched(let group):
                matches.append(Match(policy, .group(group), policy.counter(of: group)))
            case .denied(let attribute):
                matches.append(Match(policy, .denied(missing: attribute), nil))
            case .skipped, .unmatched: break
            }
        }
        index.forEachCandidate(for: call, ask)
        archived.forEach(ask)
        matches.sort { $0.policy.rank < $1.policy.rank }
        self.matches = matches
    }

    func isFor(_ call: PolicyCall) -> Bool { self.call == call }
}

/// Plans of the calls that come again and again. Bounded: when it is full it starts anew.
struct MatchPlanCache {
    private static let capacity = 4096

    private struct Key: Hashable {
        let key: APIKeyID
        let model: String?
    }

    private var plans: [Key: MatchPlan] = [:]

    mutating func plan(for call: PolicyCall, in index: PolicyIndex) -> MatchPlan {
        let key = Key(key: call.keyID, model: call.model)
        if let plan = plans[key], plan.isFor(call) { return plan }
        let plan = MatchPlan(call, in: index)
        if plans.count >= Self.capacity { plans.removeAll(keepingCapacity: true) }
        plans[key] = plan
        return plan
    }

    mutating func removeAll() { plans.removeAll() }
}
