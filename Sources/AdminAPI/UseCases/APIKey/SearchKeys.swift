import Admission
import Domain
import Storage

extension AdminService {
    /// Of the keys of all of the tenant's teams and users.
    func searchKeys(
        _ search: KeySearch, _ page: PageRequest<APIKey>, _ call: ManagementCall
    ) async throws(AdminError) -> Found<APIKey> {
        // On the reader's thread: a look at every key would keep all connections of an event loop waiting.
        let (tenant, found) = try await database.read {
            [keys] transaction throws(AdminError) -> (OrganizationID, FoundKeys) in
            let tenant = try call.tenant(in: transaction).id
            var search = search
            if let text = search.text { search.owners = try transaction.keyOwners.having(text, in: tenant) }
            return (tenant, keys.search(search, in: tenant, page, at: transaction.now))
        }
        // Read after the search, so that all that it has found is there.
        let rows = try await readPage { transaction throws(AdminError) in
            try transaction.apiKeys.find(found.ids, in: tenant)
        }
        return Found(page: Page(items: rows.items.map(withLastUse), hasMore: found.hasMore), total: found.total)
    }
}
