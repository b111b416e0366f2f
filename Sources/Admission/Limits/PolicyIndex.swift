import Domain
import Policy

/// The active policies by the most telling value that each demands, so that a call looks at the few that may be for it.
struct PolicyIndex {
    private var byKey: [APIKeyID: [BookPolicy]] = [:]
    private var byUser: [UserID: [BookPolicy]] = [:]
    private var byTeam: [TeamID: [BookPolicy]] = [:]
    private var byModel: [String: [BookPolicy]] = [:]
    private var byProvider: [String: [BookPolicy]] = [:]
    private var byMetadata: [String: [String: [BookPolicy]]] = [:]
    /// Those that demand no value in particular.
    private var rest: [BookPolicy] = []
    /// Labels that a condition or a group looks at.
    private(set) var metadataNames: Set<String> = []

    init(_ policies: some Sequence<BookPolicy>) {
        for policy in policies where policy.isActive { insert(policy) }
    }

    /// Every policy that may match, in no particular order. Each is asked once.
    func forEachCandidate(for call: PolicyCall, _ body: (BookPolicy) -> Void) {
        rest.forEach(body)
        if !byKey.isEmpty { byKey[call.keyID]?.forEach(body) }
        if !byTeam.isEmpty, let team = call.owner.teamID { byTeam[team]?.forEach(body) }
        if !byUser.isEmpty, let user = call.owner.userID { byUser[user]?.forEach(body) }
        if !byModel.isEmpty, let model = call.model { byModel[model]?.forEach(body) }
        if !byProvider.isEmpty, let provider = call.provider { byProvider[provider]?.forEach(body) }
        for (name, values) in byMetadata {
            if let value = call.value(of: .metadata(name)) { values[value]?.forEach(body) }
        }
    }

    /// Those that were given on the key.
    func given(on key: APIKeyID) -> [BookPolicy] { byKey[key]?.filter { $0.policy.keyID == key } ?? [] }

    mutating func insert(_ policy: BookPolicy) {
        let attributes = policy.policy.conditions.map(\.attribute) + policy.policy.groupBy
        for case .metadata(let name) in attributes { metadataNames.insert(name) }
        guard let (attribute, values) = policy.policy.mostTellingDemand else { return rest.append(policy) }
        for value in values { insert(policy, under: value, of: attribute) }
    }

    /// As it was inserted: to be called before it changes.
    mutating func remove(_ policy: BookPolicy) {
        guard let (attribute, values) = policy.policy.mostTellingDemand else { return rest.remove(policy) }
        for value in values { remove(policy, under: value, of: attribute) }
    }

    private mutating func remove(_ policy: BookPolicy, under value: String, of attribute: PolicyAttribute) {
        switch attribute {
        case .apiKey: if let id = APIKeyID(value) { byKey.remove(policy, under: id) }
        case .teamID: if let id = TeamID(value) { byTeam.remove(policy, under: id) }
        case .userID: if let id = UserID(value) { byUser.remove(policy, under: id) }
        case .model: byModel.remove(policy, under: value)
        case .provider: byProvider.remove(policy, under: value)
        case .metadata(let name): byMetadata[name]?.remove(policy, under: value)
        case .organizationID: rest.remove(policy)
        }
    }

    private mutating func insert(_ policy: BookPolicy, under value: String, of attribute: PolicyAttribute) {
        switch attribute {
        case .apiKey: if let id = APIKeyID(value) { byKey[id, default: []].append(policy) }
        case .teamID: if let id = TeamID(value) { byTeam[id, default: []].append(policy) }
        case .userID: if let id = UserID(value) { byUser[id, default: []].append(policy) }
        case .model: byModel[value, default: []].append(policy)
        case .provider: byProvider[value, default: []].append(policy)
        case .metadata(let name): byMetadata[name, default: [:]][value, default: []].append(policy)
        case .organizationID: rest.append(policy)
        }
    }
}

extension [BookPolicy] {
    fileprivate mutating func remove(_ policy: BookPolicy) { removeAll { $0 === policy } }
}

extension Dictionary where Value == [BookPolicy] {
    fileprivate mutating func remove(_ policy: BookPolicy, under key: Key) {
        self[key]?.remove(policy)
        if self[key]?.isEmpty == true { self[key] = nil }
    }
}

extension LimitPolicy {
    /// The condition with plain values that the fewest calls meet, as far as its attribute tells.
    fileprivate var mostTellingDemand: (PolicyAttribute, Set<String>)? {
        let demands = conditions.compactMap { condition -> (PolicyAttribute, Set<String>)? in
            guard condition.attribute != .organizationID, case .anyOf(let patterns) = condition.match else {
                return nil
            }
            let values = patterns.compactMap(\.exactValue)
            return values.count == patterns.count ? (condition.attribute, Set(values)) : nil
        }
        return demands.min { $0.0.rank < $1.0.rank }
    }
}

extension PolicyAttribute {
    fileprivate var rank: Int {
        switch self {
        case .apiKey: 0
        case .userID: 1
        case .metadata: 2
        case .teamID: 3
        case .model: 4
        case .provider: 5
        case .organizationID: 6
        }
    }
}
