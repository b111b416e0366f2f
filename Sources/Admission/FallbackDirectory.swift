import Domain
import Policy
import Storage
import Synchronization

/// What takes over for what, in every tenant, in memory: every commit that changes it updates this before its reply
/// leaves.
public final class FallbackDirectory: Sendable {
    private let graphs = Mutex<[OrganizationID: FallbackGraph]>([:])

    public init() {}

    /// Takes in everything that the database holds. To be called once, before the first request.
    public func load(from transaction: any Transaction) throws(AdminError) {
        try transaction.modelFallbacks.forEachList { fallbacks throws(AdminError) in apply(fallbacks) }
    }

    /// Follows a committed change of a list.
    public func apply(_ fallbacks: ModelFallbacks) { set(fallbacks.fallbackIDs, fallbacks) }

    /// Follows a committed deletion of a list.
    public func remove(_ fallbacks: ModelFallbacks) { set(nil, fallbacks) }

    /// What a call for `model` tries after it, in order, whether it may use it or not.
    public func walk(from model: ModelID, for team: TeamID?, in organization: OrganizationID) -> [FallbackStep] {
        graphs.withLock { $0[organization] }?.walk(from: model, for: team) ?? []
    }

    /// Whether what takes over for `model` is a list of the team's own.
    public func isOverride(_ model: ModelID, for team: TeamID?, in organization: OrganizationID) -> Bool {
        graphs.withLock { $0[organization] }?.isOverride(model, for: team) ?? false
    }

    private func set(_ list: [ModelID]?, _ place: ModelFallbacks) {
        graphs.withLock { graphs in
            graphs[place.organizationID, default: FallbackGraph()].set(list, of: place.modelID, for: place.teamID)
        }
    }
}
