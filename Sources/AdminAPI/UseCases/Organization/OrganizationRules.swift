import Domain
import Policy
import Storage
import Wire

extension AdminService {
    func requireFreeSlug(_ organization: Organization, _ transaction: any Transaction) throws(AdminError) {
        if try transaction.organizations.isSlugTaken(organization.slug, except: organization.id) {
            throw .conflict("Another organization has the slug '\(organization.slug.text)'.", param: "slug")
        }
    }

    /// The organization with this id, if the caller may know of it. A header that names a tenant has to name this one.
    func visibleOrganization(
        _ id: String, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> Organization {
        let named = try call.optionalTenant(in: transaction)
        guard let id = OrganizationID(id), Authorization.maySee(id, call.client),
            call.organization == nil || named?.id == id, let organization = try transaction.organizations.find(id)
        else { throw .missing("organization") }
        return organization
    }

    /// Ends the tokens of the tenant's clients, in the database now and in memory with the commit.
    func endTokens(of organization: OrganizationID, _ transaction: any Transaction) throws(AdminError) {
        let ended = try transaction.oauthClients.endTokens(in: organization)
        transaction.afterCommit { [tokens] in tokens.end(ended) }
    }
}

func parsedTimeZone(_ text: String) throws(AdminError) -> TimeZoneName {
    guard let zone = TimeZoneName(text) else {
        throw .invalid("time_zone", "time_zone must be an IANA name such as Europe/Vilnius or UTC.")
    }
    return zone
}

func parsedModelMode(_ text: String) throws(AdminError) -> ModelAccessMode {
    try choice(text, "default_team_models", as: ModelAccessMode.self)
}

extension KeyCeilingsBody {
    func applied(to ceilings: KeyCeilings) throws(AdminError) -> KeyCeilings {
        try KeyCeilings(
            maximumLifetimeSeconds: maxLifetimeSeconds.applied(to: ceilings.maximumLifetimeSeconds),
            maximumKeysPerOwner: maxKeysPerOwner.applied(to: ceilings.maximumKeysPerOwner))
    }
}

extension Change {
    /// The new value of a field that may be empty.
    func applied(to old: Value?) -> Value? {
        switch self {
        case .keep: old
        case .clear: nil
        case .set(let value): value
        }
    }
}
