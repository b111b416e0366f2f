import Domain
import Wire

extension AdminService {
    public func createTeam(_ body: CreateTeamBody, _ call: ManagementCall) async throws(AdminError) -> Team {
        let name = try DisplayName(body.name)
        let slug = try slug(body.slug, orFrom: name)
        let description = try parsedDescription(body.description ?? "")
        let metadata = try Metadata(body.metadata ?? [:])
        return try await write(for: call) { transaction throws(AdminError) in
            let now = transaction.now
            let organization = try call.tenant(in: transaction)
            let team = Team(
                id: identifiers.next(Team.self, at: now), organizationID: organization.id, name: name,
                slug: slug, description: description, metadata: metadata, createdAt: now, updatedAt: now)
            try requireFreeSlug(team, transaction)
            try transaction.teams.insert(team)
            if organization.defaultTeamModels == .listed {
                try setModels(
                    TeamModels(
                        teamID: team.id, organizationID: organization.id, mode: .listed, models: [], updatedAt: now),
                    transaction)
            }
            try audit.record(
                .teamCreate, team.id, in: team.organizationID, for: call,
                ["name": name.text, "slug": slug.text], transaction)
            return team
        }
    }
}
