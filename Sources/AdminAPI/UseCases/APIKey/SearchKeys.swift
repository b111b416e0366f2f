import Domain
import Storage

extension AdminService {
    /// Of the keys of all of the tenant's teams and users.
    func searchKeys(
        _ search: KeySearch, _ page: PageRequest<APIKey>, _ call: ManagementCall
    ) async throws(AdminError) -> Found<APIKey> {
        let found = try await readFound { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            return Found(
                page: try transaction.apiKeys.search(search, in: organization.id, page),
                total: try transaction.apiKeys.count(search, in: organization.id))
        }
        let items = found.page.items.map(withLastUse)
        return Found(page: Page(items: items, hasMore: found.page.hasMore), total: found.total)
    }
}
