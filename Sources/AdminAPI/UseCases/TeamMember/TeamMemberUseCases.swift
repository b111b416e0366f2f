import Domain
import Storage
import Wire

extension AdminService {
    public func createTeamMember(
        team teamID: String, user userID: String, _ body: CreateTeamMemberBody, _ call: ManagementCall
    ) async throws(AdminError) -> TeamMember {
        let role = try body.role.map { text throws(AdminError) in try choice(text, "role", as: TeamMember.Role.self) }
        return try await write(for: call) { transaction throws(AdminError) in
            let team = try foundTeam(teamID, call, transaction)
            let user = try foundUser(userID, call, transaction)
            if try transaction.teamMembers.find(user.id, of: team.id, in: team.organizationID) != nil {
                throw .conflict("The user is a member of this team already.")
            }
            let now = transaction.now
            let member = TeamMember(
                teamID: team.id, userID: user.id, organizationID: team.organizationID, role: role ?? .member,
                createdAt: now, updatedAt: now)
            try transaction.teamMembers.insert(member)
            transaction.afterCommit { [access] in access.add(member.userID, to: member.teamID) }
            try record(.memberCreate, member, call, transaction)
            return member
        }
    }

    public func getTeamMember(
        team: String, user: String, _ call: ManagementCall
    ) async throws(AdminError) -> TeamMember {
        try await database.read { transaction throws(AdminError) in
            try foundMember(team, user, call, transaction)
        }
    }

    public func listTeamMembers(
        team: String, _ page: PageRequest<User>, _ call: ManagementCall
    ) async throws(AdminError) -> Page<TeamMember> {
        try await readPage { transaction throws(AdminError) in
            let team = try foundTeam(team, call, transaction)
            return try transaction.teamMembers.list(of: team.id, in: team.organizationID, page)
        }
    }

    public func updateTeamMember(
        team: String, user: String, _ body: UpdateTeamMemberBody, _ call: ManagementCall
    ) async throws(AdminError) -> TeamMember {
        let role = try body.role.value(of: "role").map { text throws(AdminError) in
            try choice(text, "role", as: TeamMember.Role.self)
        }
        return try await write(for: call) { transaction throws(AdminError) in
            var member = try foundMember(team, user, call, transaction)
            guard let role, role != member.role else { return member }
            member.role = role
            member.updatedAt = transaction.now
            try transaction.teamMembers.update(member)
            try record(.memberUpdate, member, call, transaction)
            return member
        }
    }

    public func deleteTeamMember(team: String, user: String, _ call: ManagementCall) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let member = try foundMember(team, user, call, transaction)
            try transaction.teamMembers.delete(member.userID, of: member.teamID, in: member.organizationID)
            transaction.afterCommit { [access] in access.remove(member.userID, from: member.teamID) }
            try record(.memberDelete, member, call, transaction)
        }
    }

    private func foundMember(
        _ team: String, _ user: String, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> TeamMember {
        let team = try foundTeam(team, call, transaction)
        guard let user = UserID(user),
            let member = try transaction.teamMembers.find(user, of: team.id, in: team.organizationID)
        else { throw .missing("team member") }
        return member
    }

    private func record(
        _ action: AuditEvent.Action, _ member: TeamMember, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) {
        try audit.record(
            action, member.teamID, in: member.organizationID, for: call,
            ["user_id": member.userID.text, "role": member.role.rawValue], transaction)
    }
}
