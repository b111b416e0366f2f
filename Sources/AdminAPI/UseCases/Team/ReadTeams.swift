import Domain
import Storage

extension AdminService {
    public func getTeam(_ id: String, _ call: ManagementCall) async throws(AdminError) -> Team {
        try await database.read { transaction throws(AdminError) in try foundTeam(id, call, transaction) }
    }

    func listTeams(
        _ search: NameSearch, _ page: PageRequest<Team>, _ call: ManagementCall
    ) async throws(AdminError) -> Found<Team> {
        try await readFound { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction).id
            return Found(
                page: try transaction.teams.list(search, in: organization, page),
                total: try transaction.teams.count(search, in: organization))
        }
    }
}
