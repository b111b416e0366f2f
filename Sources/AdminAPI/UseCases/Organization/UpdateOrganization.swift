import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// Only the platform may change a tenant's status: a tenant must not lock itself out, nor undo being locked out.
    public func updateOrganization(
        _ id: String, _ body: UpdateOrganizationBody, _ call: ManagementCall
    ) async throws(AdminError) -> Organization {
        let name = try body.name.value(of: "name").map { text throws(AdminError) in try DisplayName(text) }
        let slug = try body.slug.value(of: "slug").map(parsedSlug)
        let zone = try body.timeZone.value(of: "time_zone").map(parsedTimeZone)
        let status = try body.status.value(of: "status").map { text throws(AdminError) in
            try choice(text, "status", as: Organization.Status.self)
        }
        let ceilings = try body.keyCeilings.value(of: "key_ceilings")
        let models = try body.defaultTeamModels.value(of: "default_team_models").map(parsedModelMode)
        return try await write(for: call) { transaction throws(AdminError) in
            var organization = try visibleOrganization(id, call, transaction)
            let before = organization
            organization.name = name ?? organization.name
            organization.slug = slug ?? organization.slug
            organization.timeZone = zone ?? organization.timeZone
            organization.status = status ?? organization.status
            organization.keyCeilings = try ceilings?.applied(to: before.keyCeilings) ?? before.keyCeilings
            organization.defaultTeamModels = models ?? before.defaultTeamModels
            if organization.status != before.status { try Authorization.requirePlatform(call.client) }
            guard organization != before else { return before }
            try requireFreeSlug(organization, transaction)
            organization.updatedAt = transaction.now
            try transaction.organizations.update(organization)
            if organization.timeZone != before.timeZone {
                try transaction.periodChanges.insert(
                    PeriodChange(
                        organizationID: organization.id, at: transaction.now, before: .zone(before.timeZone)))
            }
            if organization.status == .disabled, before.status == .active {
                try endTokens(of: organization.id, transaction)
            }
            publish(organization, transaction)
            try audit.record(
                .organizationUpdate, organization.id, in: organization.id, for: call,
                [
                    "name": organization.name.text, "slug": organization.slug.text,
                    "time_zone": organization.timeZone.text, "status": organization.status.rawValue,
                    "default_team_models": organization.defaultTeamModels.rawValue,
                ], transaction)
            return organization
        }
    }

    private func publish(_ organization: Organization, _ transaction: any Transaction) {
        transaction.afterCommit { [keys, access, limits] in
            limits.setTimeZone(organization.timeZone, of: organization.id)
            keys.setLive(organization.status == .active, organization.id)
            keys.setSlug(organization.slug, of: organization.id)
            access.setDefault(organization.defaultTeamModels, of: organization.id)
        }
    }
}
