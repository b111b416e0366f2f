import Domain
import Policy
import Storage
import Synchronization

/// Which models the owners of keys may use, in memory: a team what its organization said, a user what the teams say that
/// the user is in, together; and who is in none, what the organization says of new teams.
///
/// Bound: one entry for each team with a list, membership, and organization that is not open by default.
public final class ModelAccess: Sendable {
    private struct State {
        /// Those that may not use everything.
        var teams: [TeamID: ModelSet] = [:]
        var memberships: [UserID: Set<TeamID>] = [:]
        var closedByDefault: Set<OrganizationID> = []
    }

    private let state = Mutex(State())

    public init() {}

    /// Takes in everything that the database holds. To be called once, before the first request.
    public func load(from transaction: any Transaction) throws(AdminError) {
        try transaction.organizations.forEachDefault { id, mode throws(AdminError) in setDefault(mode, of: id) }
        try transaction.teamModels.forEachTeam { models throws(AdminError) in set(models) }
        try transaction.teamMembers.forEachMember { member throws(AdminError) in
            add(member.userID, to: member.teamID)
        }
    }

    public func mayUse(
        _ model: ModelReference, _ owner: KeyOwner, in organization: OrganizationID
    ) -> Bool {
        state.withLock { state in
            switch owner {
            case .team(let team): return state.teams[team]?.contains(model) ?? true
            case .user(let user):
                guard let teams = state.memberships[user], !teams.isEmpty else {
                    return !state.closedByDefault.contains(organization)
                }
                return teams.contains { state.teams[$0]?.contains(model) ?? true }
            }
        }
    }

    public func set(_ models: TeamModels) {
        let compiled = models.mode == .all ? nil : ModelSet(models)
        state.withLock { $0.teams[models.teamID] = compiled }
    }

    public func setDefault(_ mode: ModelAccessMode, of organization: OrganizationID) {
        state.withLock { state in
            if mode == .listed {
                state.closedByDefault.insert(organization)
            } else {
                state.closedByDefault.remove(organization)
            }
        }
    }

    public func add(_ user: UserID, to team: TeamID) {
        _ = state.withLock { $0.memberships[user, default: []].insert(team) }
    }

    public func remove(_ user: UserID, from team: TeamID) {
        state.withLock { state in
            state.memberships[user]?.remove(team)
            if state.memberships[user]?.isEmpty == true { state.memberships[user] = nil }
        }
    }

    /// Forgets a deleted user.
    public func remove(_ user: UserID) {
        state.withLock { $0.memberships[user] = nil }
    }

    /// Forgets a deleted team.
    ///
    /// - Parameter members: who was in it.
    public func remove(_ team: TeamID, members: [UserID]) {
        for user in members { remove(user, from: team) }
        state.withLock { $0.teams[team] = nil }
    }
}
