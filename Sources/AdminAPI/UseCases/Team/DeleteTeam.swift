import Domain

extension AdminService {
    /// Ends the team's keys at once, and its memberships; the rows of keys and the audit trail stay.
    public func deleteTeam(_ id: String, _ call: ManagementCall) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let team = try foundTeam(id, call, transaction)
            try transaction.teams.delete(team.id, in: team.organizationID)
            try removeFallbacks(of: team, transaction)
            let id = team.id
            let members = try transaction.teamMembers.userIDs(of: id, in: team.organizationID)
            try transaction.teamMembers.deleteAll(of: id, in: team.organizationID)
            transaction.afterCommit { [keys, access] in
                keys.setLive(false, .team(id))
                access.remove(id, members: members)
            }
            try audit.record(
                .teamDelete, id, in: team.organizationID, for: call, ["slug": team.slug.text], transaction)
        }
    }
}
