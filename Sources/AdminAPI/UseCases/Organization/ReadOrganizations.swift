import Domain
import Wire

extension AdminService {
    public func getOrganization(_ id: String, _ call: ManagementCall) async throws(AdminError) -> Organization {
        try await database.read { transaction throws(AdminError) in
            try visibleOrganization(id, call, transaction)
        }
    }

    /// A tenant's client sees a list of one: its own.
    public func listOrganizations(
        _ page: PageRequest<Organization>, _ call: ManagementCall
    ) async throws(AdminError) -> Page<Organization> {
        try await database.read { transaction throws(AdminError) in
            guard let own = call.client.organizationID else { return try transaction.organizations.list(page) }
            let organization = try transaction.organizations.find(own)
            let items = [organization].compactMap { $0 }.filter { item in page.after.map { item.id > $0 } ?? true }
            return Page(items: items, hasMore: false)
        }
    }
}
