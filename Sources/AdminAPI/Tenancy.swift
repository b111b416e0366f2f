import Domain
import Policy
import Storage

extension ManagementCall {
    /// The tenant that the call is about. A tenant's client may only name its own, and learns nothing of others; a
    /// client of the platform has to name one.
    func tenant(in transaction: any Transaction) throws(AdminError) -> Organization {
        guard let organization = try optionalTenant(in: transaction) else {
            throw .tenantIsNeeded
        }
        return organization
    }

    /// As `tenant`, but `nil`, the platform itself, where a client of the platform names none.
    func optionalTenant(in transaction: any Transaction) throws(AdminError) -> Organization? {
        let found: Organization?
        if let organization {
            found = try Self.find(organization, in: transaction)
        } else if let own = client.organizationID {
            found = try transaction.organizations.find(own)
        } else {
            return nil
        }
        guard let found, Authorization.maySee(found.id, client) else { throw .missing("organization") }
        return found
    }

    private static func find(_ text: String, in transaction: any Transaction) throws(AdminError) -> Organization? {
        if let id = OrganizationID(text) { return try transaction.organizations.find(id) }
        guard let slug = Slug(text) else { return nil }
        return try transaction.organizations.find(slug: slug)
    }
}

extension AdminError {
    static var tenantIsNeeded: AdminError {
        .invalid(
            "Keyhold-Organization",
            "A client of the platform names the organization in the header Keyhold-Organization: its id or slug.")
    }
}
