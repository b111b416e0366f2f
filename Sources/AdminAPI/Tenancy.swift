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
        guard let reference = try tenantReference() else { return nil }
        guard let found = try transaction.organizations.find(reference), Authorization.maySee(found.id, client) else {
            throw .missing("organization")
        }
        return found
    }

    /// How the call names its tenant, be there one or not; `nil` where a client of the platform names none.
    func tenantReference() throws(AdminError) -> OrganizationReference? {
        guard let organization else { return client.organizationID.map { .id($0) } }
        if let id = OrganizationID(organization) { return .id(id) }
        guard let slug = Slug(organization) else { throw .missing("organization") }
        return .slug(slug)
    }
}

extension AdminError {
    static var tenantIsNeeded: AdminError {
        .invalid(
            "Keyhold-Organization",
            "A client of the platform names the organization in the header Keyhold-Organization: its id or slug.")
    }
}
