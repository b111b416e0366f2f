import Domain

extension Transaction {
    public var limitCounters: LimitCounterStore { LimitCounterStore(transaction: self) }
}

public struct LimitCounterStore {
    let transaction: any Transaction

    /// Writes the counter as it stands now, whatever stood there before.
    public func put(_ counter: LimitCounter) throws(AdminError) {
        try transaction.run(
            SQL.put,
            [
                .id(counter.organizationID), .id(counter.policyID), .text(counter.group), .id(counter.id),
                .integer(counter.used), .integer(counter.held), .instant(counter.periodStart),
                .instant(counter.periodEnd), counter.window.map { .blob($0) } ?? .null, .instant(counter.updatedAt),
            ])
    }

    public func delete(_ counter: LimitCounter) throws(AdminError) {
        try transaction.run(
            SQL.delete, [.id(counter.organizationID), .id(counter.policyID), .text(counter.group)])
    }

    /// All counters of a policy. There may be a million: only what differs between them is read.
    public func forEach(
        of policy: PolicyID, in organization: OrganizationID, _ body: (LimitCounter) throws(AdminError) -> Void
    ) throws(AdminError) {
        try transaction.forEachRowInPlace(SQL.ofPolicy, [.id(organization), .id(policy)]) { row throws(AdminError) in
            try body(
                LimitCounter(
                    id: try row.id(0, LimitCounter.self), organizationID: organization, policyID: policy,
                    group: try row.text(1), used: try row.integer(2), held: try row.integer(3),
                    periodStart: try row.instant(4), periodEnd: try row.optionalInstant(5),
                    window: try row.optionalBytes(6).map { Array($0) }, updatedAt: try row.instant(7)))
        }
    }

    /// The policies that have counters, with their organization.
    public func policies() throws(AdminError) -> [(organization: OrganizationID, policy: PolicyID)] {
        try transaction.rows(SQL.policies, []) { row throws(AdminError) in
            (try row.id(0, Organization.self), try row.id(1, LimitPolicy.self))
        }
    }
}
