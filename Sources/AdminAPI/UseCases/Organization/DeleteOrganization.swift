import Domain
import Policy

extension AdminService {
    /// Ends every key, token and client of the tenant at once. The rows and the audit trail stay.
    public func deleteOrganization(_ id: String, _ call: ManagementCall) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let organization = try visibleOrganization(id, call, transaction)
            try Authorization.requirePlatform(call.client)
            let id = organization.id
            try transaction.organizations.delete(id)
            try endTokens(of: id, transaction)
            transaction.afterCommit { [keys, clients, catalogue] in
                keys.setLive(false, id)
                keys.setSlug(nil, of: id)
                clients.removeAll(in: id)
                catalogue.removeAll(in: id)
            }
            try audit.record(
                .organizationDelete, id, in: id, for: call, ["slug": organization.slug.text], transaction)
        }
    }
}
