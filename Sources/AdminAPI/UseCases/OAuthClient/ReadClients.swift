import Domain

extension AdminService {
    public func getClient(_ id: String, _ call: ManagementCall) async throws(AdminError) -> OAuthClient {
        try await database.read { transaction throws(AdminError) in try foundClient(id, call, transaction) }
    }

    /// A call of the platform that names no tenant sees the platform's own clients.
    public func listClients(
        _ page: PageRequest<OAuthClient>, _ call: ManagementCall
    ) async throws(AdminError) -> Page<OAuthClient> {
        try await readPage { transaction throws(AdminError) in
            try transaction.oauthClients.list(in: try call.optionalTenant(in: transaction)?.id, page)
        }
    }
}
