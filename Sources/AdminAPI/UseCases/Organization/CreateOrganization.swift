import Domain
import Policy
import Wire

extension AdminService {
    /// - Throws: `forbidden` for a tenant's client, `conflict` where the slug is taken.
    public func createOrganization(
        _ body: CreateOrganizationBody, _ call: ManagementCall
    ) async throws(AdminError) -> Organization {
        try Authorization.requirePlatform(call.client)
        let name = try DisplayName(body.name)
        let slug = try slug(body.slug, orFrom: name)
        let zone = try body.timeZone.map(parsedTimeZone) ?? .utc
        let ceilings = try (body.keyCeilings ?? KeyCeilingsBody()).applied(to: .none)
        let models = try body.defaultTeamModels.map(parsedModelMode) ?? .all
        return try await write(for: call) { transaction throws(AdminError) in
            let now = transaction.now
            let organization = Organization(
                id: identifiers.next(Organization.self, at: now), name: name, slug: slug, timeZone: zone,
                status: .active, keyCeilings: ceilings, defaultTeamModels: models, createdAt: now, updatedAt: now)
            try requireFreeSlug(organization, transaction)
            try transaction.organizations.insert(organization)
            transaction.afterCommit { [keys, limits, access] in
                keys.setSlug(slug, of: organization.id)
                limits.setTimeZone(zone, of: organization.id)
                access.setDefault(models, of: organization.id)
            }
            try audit.record(
                .organizationCreate, organization.id, in: organization.id, for: call,
                ["name": name.text, "slug": slug.text, "time_zone": zone.text], transaction)
            return organization
        }
    }
}
