import Domain
import Storage

extension AdminService {
    /// Of the keys of all of the tenant's teams and users.
    func searchKeys(
        _ search: KeySearch, _ page: PageRequest<APIKey>, _ call: ManagementCall
    ) async throws(AdminError) -> (page: Page<APIKey>, total: Int) {
        let (found, total) = try await database.read { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            return (
                try transaction.apiKeys.search(search, in: organization.id, page),
                try transaction.apiKeys.count(search, in: organization.id)
            )
        }
        noteDamage(of: found)
        return (Page(items: found.items.map(withLastUse), hasMore: found.hasMore), total)
    }
}
