import Domain
import Storage

extension AdminService {
    public func getClient(_ id: String, _ call: ManagementCall) async throws(AdminError) -> OAuthClient {
        try await database.read { transaction throws(AdminError) in try foundClient(id, call, transaction) }
    }

    /// A call of the platform that names no tenant sees the platform's own clients.
    func listClients(
        _ search: NameSearch, _ page: PageRequest<OAuthClient>, _ call: ManagementCall
    ) async throws(AdminError) -> Found<OAuthClient> {
        try await readFound { transaction throws(AdminError) in
            let organization = try call.optionalTenant(in: transaction)?.id
            return Found(
                page: try transaction.oauthClients.list(search, in: organization, page),
                total: try transaction.oauthClients.count(search, in: organization))
        }
    }
}
