import Domain

extension AdminService {
    public func getTeam(_ id: String, _ call: ManagementCall) async throws(AdminError) -> Team {
        try await database.read { transaction throws(AdminError) in try foundTeam(id, call, transaction) }
    }

    public func listTeams(_ page: PageRequest<Team>, _ call: ManagementCall) async throws(AdminError) -> Page<Team> {
        try await readPage { transaction throws(AdminError) in
            try transaction.teams.list(in: try call.tenant(in: transaction).id, page)
        }
    }
}
