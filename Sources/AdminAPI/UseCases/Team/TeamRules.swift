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
    guard text.unicodeScalars.count <= 1024,
        text.unicodeScalars.allSatisfy({ $0 == "\n" || !$0.isControl })
    else {
        throw .invalid(
            "description", "description has at most 1024 characters and no control characters but line ends.")
    }
    return text
}
