import Domain
import Wire

extension AdminService {
    public func getOrganization(_ id: String, _ call: ManagementCall) async throws(AdminError) -> Organization {
        try await database.read { transaction throws(AdminError) in
            try visibleOrganization(id, call, transaction)
        }
    }

    /// A tenant's client sees a list of one: its own. So does a client of the platform that names a tenant.
    public func listOrganizations(
        _ page: PageRequest<Organization>, _ call: ManagementCall
    ) async throws(AdminError) -> Page<Organization> {
        try await readPage { transaction throws(AdminError) in
            guard let named = try call.optionalTenant(in: transaction) else {
                return try transaction.organizations.list(page)
            }
            let items = [named].filter { item in page.after.map { item.id > $0 } ?? true }
            return Page(items: items, hasMore: false)
        }
    }
}
