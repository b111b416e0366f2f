import Domain
import Storage

/// A page of policies with the number of all that the list is of.
public struct PolicyPage: Sendable {
    let page: Page<LimitPolicy>
    let total: Int64
    let zone: TimeZoneName
}

/// Which policies a list is of, as a request states it.
public struct PolicyQuery: Sendable {
    var filter: PolicyStore.Filter
    /// By id or slug.
    var team: String?
    /// A list of the limits that were given on this key.
    var key: String?
    var page: PageRequest<LimitPolicy>
    var skipping: Int64 = 0
}

extension AdminService {
    public func getPolicy(
        _ id: String, _ kind: LimitPolicy.Kind, status: LimitPolicy.Status?, _ call: ManagementCall
    ) async throws(AdminError) -> ZonedPolicy {
        try await database.read { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            let policy = try foundPolicy(id, kind, in: organization, transaction)
            guard status == nil || status == policy.status else { throw .missing("policy") }
            return ZonedPolicy(policy: policy, zone: organization.timeZone)
        }
    }

    public func listPolicies(_ query: PolicyQuery, _ call: ManagementCall) async throws(AdminError) -> PolicyPage {
        let found = try await database.read { transaction throws(AdminError) in
            let organization = try call.tenant(in: transaction)
            if let key = query.key { return try limits(ofKey: key, query, in: organization, transaction) }
            var filter = query.filter
            if let text = query.team {
                guard let team = try transaction.teams.find(named: text, in: organization.id) else {
                    throw .missing("team")
                }
                filter.team = team.id
            }
            return PolicyPage(
                page: try transaction.policies.list(filter, in: organization.id, query.page, skipping: query.skipping),
                total: try transaction.policies.count(filter, in: organization.id), zone: organization.timeZone)
        }
        noteDamage(of: found.page)
        return found
    }

    /// The few that there can be, whatever page was asked for.
    private func limits(
        ofKey text: String, _ query: PolicyQuery, in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> PolicyPage {
        guard let id = APIKeyID(text), try transaction.apiKeys.find(id, in: organization.id) != nil else {
            throw .missing("API key")
        }
        let policies = try transaction.policies.list(of: id, in: organization.id).filter {
            $0.kind == query.filter.kind
        }
        return PolicyPage(
            page: Page(items: policies, hasMore: false), total: Int64(policies.count), zone: organization.timeZone)
    }
}
