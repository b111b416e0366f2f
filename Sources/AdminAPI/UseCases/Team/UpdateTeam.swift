import Domain
import Wire

extension AdminService {
    public func updateTeam(
        _ id: String, _ body: UpdateTeamBody, _ call: ManagementCall
    ) async throws(AdminError) -> Team {
        let name = try body.name.value(of: "name").map { text throws(AdminError) in try DisplayName(text) }
        let slug = try body.slug.value(of: "slug").map(parsedSlug)
        let description = try body.description.value(of: "description").map(parsedDescription)
        let metadata = try body.metadata.value(of: "metadata").map { entries throws(AdminError) in
            try Metadata(entries)
        }
        return try await write(for: call) { transaction throws(AdminError) in
            let before = try foundTeam(id, call, transaction)
            var team = before
            team.name = name ?? team.name
            team.slug = slug ?? team.slug
            team.description = description ?? team.description
            team.metadata = metadata ?? team.metadata
            guard team != before else { return before }
            try requireFreeSlug(team, transaction)
            team.updatedAt = transaction.now
            try transaction.teams.update(team)
            try audit.record(
                .teamUpdate, team.id, in: team.organizationID, for: call,
                ["name": team.name.text, "slug": team.slug.text], transaction)
            return team
        }
    }
}
