import Domain
import Storage

extension AdminService {
    func requireFreeSlug(_ team: Team, _ transaction: any Transaction) throws(AdminError) {
        if try transaction.teams.isSlugTaken(team.slug, in: team.organizationID, except: team.id) {
            throw .conflict("Another team of the organization has the slug '\(team.slug.text)'.", param: "slug")
        }
    }

    func foundTeam(
        _ id: String, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> Team {
        let organization = try call.tenant(in: transaction)
        guard let id = TeamID(id), let team = try transaction.teams.find(id, in: organization.id) else {
            throw .missing("team")
        }
        return team
    }
}

func parsedDescription(_ text: String) throws(AdminError) -> String {
    let refusal = AdminError.invalid("description", "description has at most 1024 characters.")
    guard text.utf8.count <= 16_384 else { throw refusal }
    let description = try TextRule.lines.checked(text, "description")
    guard description.unicodeScalars.count <= 1024 else { throw refusal }
    return description
}
