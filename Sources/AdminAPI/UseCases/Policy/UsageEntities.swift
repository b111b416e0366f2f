import Admission
import Domain
import Policy
import Storage

/// Which counters of a budget a list is of.
public struct EntityQuery: Sendable {
    public enum Status: String, CaseIterable, Sendable { case active, exhausted }

    var status: Status?
    /// A part of the value.
    var search: String?
    var page: PageRequest<LimitCounter>
    var skipping = 0
}

/// Counters of a budget.
public struct EntityPage: Sendable {
    let measure: UsageLimit.Measure
    let page: LimitEntityPage
}

extension AdminService {
    public func listUsageEntities(
        _ id: String, _ query: EntityQuery, _ call: ManagementCall
    ) async throws(AdminError) -> EntityPage {
        let (policy, usage) = try await budget(id, call)
        guard query.status != nil || query.search != nil else {
            let page = try limits.entities(
                of: policy.id, in: policy.organizationID, query.page, skipping: query.skipping)
            return EntityPage(measure: usage.measure, page: page)
        }
        let page = try await limits.entities(
            of: policy.id, in: policy.organizationID, query.page, skipping: query.skipping
        ) { entity in
            (query.status.map { $0 == entity.status } ?? true)
                && (query.search.map { entity.group.contains($0) } ?? true)
        }
        return EntityPage(measure: usage.measure, page: page)
    }

    /// What a budget's first thousand groups have used.
    public func usage(of policy: LimitPolicy) throws(AdminError) -> [LimitEntity] {
        let page = try PageRequest<LimitCounter>(limit: PageRequest<LimitCounter>.limits.upperBound)
        return try limits.entities(of: policy.id, in: policy.organizationID, page).items
    }

    /// Sets a counter back to zero; what calls under way hold stays held.
    public func resetUsageEntity(
        _ entityID: String, of id: String, _ call: ManagementCall
    ) async throws(AdminError) -> (UsageLimit.Measure, LimitEntity) {
        let (policy, usage) = try await budget(id, call)
        guard let counter = CounterID(entityID),
            let entity = try limits.entity(counter, of: policy.id, in: policy.organizationID)
        else { throw .missing("entity") }
        return (usage.measure, try await reset(entity, of: policy, call))
    }

    /// The counter of a value: of what entities call `value_key`, or, where the budget groups by one key, of its value.
    func usageEntity(
        valued value: String, of id: String, _ call: ManagementCall
    ) async throws(AdminError) -> LimitEntity {
        let (policy, _) = try await budget(id, call)
        var groups = [value]
        if policy.groupBy.count == 1 { groups.append(GroupText.text(of: policy.groupBy[0], value)) }
        guard let entity = try limits.entity(valued: groups, of: policy.id, in: policy.organizationID) else {
            throw AdminError(
                .unprocessable, "No counter of the budget has this value.",
                param: "reset_usage_for_value")
        }
        return entity
    }

    /// - Parameter companion: is written in the same commit.
    func reset(
        _ entity: LimitEntity, of policy: LimitPolicy, _ call: ManagementCall,
        with companion: LedgerCompanion? = nil
    ) async throws(AdminError) -> LimitEntity {
        try await limits.reset(entity.id, of: policy.id, in: policy.organizationID) { transaction throws(AdminError) in
            try audit.record(
                .policyReset, policy.id, in: policy.organizationID, for: call,
                ["entity": entity.id.text, "value_key": entity.group], transaction)
            try companion?(transaction)
        }
    }

    private func budget(
        _ id: String, _ call: ManagementCall
    ) async throws(AdminError) -> (LimitPolicy, UsageLimit) {
        let policy = try await getPolicy(id, .usage, status: nil, call).policy
        guard case .usage(let usage) = policy.limit else { throw .missing("policy") }
        return (policy, usage)
    }
}

extension LimitEntity {
    public var status: EntityQuery.Status { standing.used >= standing.limit ? .exhausted : .active }
}
