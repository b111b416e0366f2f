import Domain
import Storage

extension AdminService {
    /// Of the keys of all of the tenant's teams and users.
    func searchKeys(
        _ search: KeySearch, _ page: PageRequest<APIKey>, _ call: ManagementCall
    ) async throws(AdminError) -> Found<APIKey> {
        let found = try await readFound { transaction throws(AdminError) in
            try transaction.apiKeys.search(search, in: try call.tenant(in: transaction).id, page)
        }
        let items = found.page.items.map(withLastUse)
        return Found(page: Page(items: items, hasMore: found.page.hasMore), total: found.total)
    }
}
