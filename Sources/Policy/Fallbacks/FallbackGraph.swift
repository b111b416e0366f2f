import Domain

/// What takes over for what in one organization. A team may have a list of its own for a model, which stands in the place
/// of the organization's for that team; everything else is shared.
///
/// No list that was accepted closes a cycle: not among the organization's lists, and not in what any team sees.
public struct FallbackGraph: Hashable, Sendable {
    private var lists: [ModelID: [ModelID]] = [:]
    private var overrides: [TeamID: [ModelID: [ModelID]]] = [:]

    public init() {}

    /// Follows a list as it is stored; `nil` where it is gone. To be asked about first: `requireSound`.
    public mutating func set(_ list: [ModelID]?, of model: ModelID, for team: TeamID?) {
        guard let team else {
            lists[model] = list
            return
        }
        overrides[team, default: [:]][model] = list
        if overrides[team]?.isEmpty == true { overrides[team] = nil }
    }

    /// What takes over for a model as a team sees it; for nobody's team, as the organization has it.
    public func list(of model: ModelID, for team: TeamID?) -> [ModelID] {
        team.flatMap { overrides[$0]?[model] } ?? lists[model] ?? []
    }

    /// Whether the list that a team sees is its own.
    public func isOverride(_ model: ModelID, for team: TeamID?) -> Bool {
        team.flatMap { overrides[$0]?[model] } != nil
    }
}

extension FallbackGraph {
    /// Models that one list may name.
    public static let maximumListLength = 32

    /// Whether `list` may become what takes over for `model`; `nil` asks whether a team's own list may go, which lets the
    /// organization's show again.
    public func requireSound(
        _ list: [ModelID]?, of model: ModelID, for team: TeamID?
    ) throws(FallbackFault) {
        try Self.requireWellFormed(list ?? [], of: model)
        let effective = list ?? (team == nil ? [] : lists[model] ?? [])
        for view in views(changedBy: model, for: team) {
            if let position = firstClosing(effective, model, for: view) {
                throw FallbackFault(
                    list == nil ? .reopensCycle : .cycle, position: position, model: effective[position], team: view)
            }
        }
    }

    private static func requireWellFormed(_ list: [ModelID], of model: ModelID) throws(FallbackFault) {
        if list.count > maximumListLength {
            throw FallbackFault(.tooLong, position: maximumListLength, model: list[maximumListLength])
        }
        var seen: Set<ModelID> = []
        for (position, target) in list.enumerated() {
            if target == model { throw FallbackFault(.itself, position: position, model: target) }
            guard seen.insert(target).inserted else {
                throw FallbackFault(.duplicate, position: position, model: target)
            }
        }
    }

    /// Those who see the list change: the team alone, or the organization and every team that looks at another graph
    /// than it does and has no list of its own for this model.
    private func views(changedBy model: ModelID, for team: TeamID?) -> [TeamID?] {
        if let team { return [team] }
        return [nil] + overrides.filter { $0.value[model] == nil }.keys.sorted { $0.text < $1.text }
    }

    /// The place of the first target from which the model itself can be reached.
    private func firstClosing(_ list: [ModelID], _ model: ModelID, for team: TeamID?) -> Int? {
        // What led nowhere once leads nowhere again: one search serves all targets.
        var visited: Set<ModelID> = []
        return list.firstIndex { reaches(model, from: $0, for: team, visited: &visited) }
    }

    private func reaches(
        _ goal: ModelID, from start: ModelID, for team: TeamID?, visited: inout Set<ModelID>
    ) -> Bool {
        var open = [start]
        while let next = open.popLast() {
            if next == goal { return true }
            if visited.insert(next).inserted { open += list(of: next, for: team) }
        }
        return false
    }
}

/// Why a list cannot be.
public struct FallbackFault: Error, Hashable, Sendable {
    public enum Kind: Sendable {
        /// The list names the model that it is for.
        case itself
        case duplicate
        case tooLong
        /// The model takes over, at some remove, for the one that is to take over for it.
        case cycle
        /// As `cycle`, by the organization's list, which a team's own has hidden so far.
        case reopensCycle
    }

    public let kind: Kind
    /// Where in the list.
    public let position: Int
    /// The model that stands there.
    public let model: ModelID
    /// Who would see the cycle; `nil`, the organization.
    public let team: TeamID?

    init(_ kind: Kind, position: Int, model: ModelID, team: TeamID? = nil) {
        self.kind = kind
        self.position = position
        self.model = model
        self.team = team
    }
}
