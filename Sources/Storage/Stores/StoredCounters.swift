import Domain

/// The counters on disk: those of the table, but for what has been changed since.
public struct StoredCounters {
    let transaction: any Transaction
    let changes: CounterChanges

    /// The newest row of changes, which are counted from 1 since there were none; 0 where there are none.
    public var newestChange: Int64 { changes.newest ?? 0 }

    /// All counters of a policy. There may be a million: only what differs between them is read.
    public func forEach(
        of policy: PolicyID, in organization: OrganizationID, _ body: (LimitCounter) throws(AdminError) -> Void
    ) throws(AdminError) {
        let changed = changes.of(policy, in: organization)
        try transaction.forEachRowInPlace(
            LimitCounterStore.SQL.ofPolicy, [.id(organization), .id(policy)]
        ) { row throws(AdminError) in
            let group = try row.text(1)
            guard changed.isEmpty || changed[group] == nil else { return }
            try body(
                LimitCounter(
                    id: try row.id(0, LimitCounter.self), organizationID: organization, policyID: policy,
                    group: group, used: try row.integer(2), held: try row.integer(3),
                    periodStart: try row.instant(4), periodEnd: try row.optionalInstant(5),
                    window: try row.optionalBytes(6).map { Array($0) }, updatedAt: try row.instant(7)))
        }
        for counter in changed.values.lazy.compactMap(\.counter) { try body(counter) }
    }

    /// The policies that have counters, with their organization.
    public func policies() throws(AdminError) -> [CounterOwner] {
        let written = try transaction.rows(LimitCounterStore.SQL.policies, []) { row throws(AdminError) in
            CounterOwner(organization: try row.id(0, Organization.self), policy: try row.id(1, LimitPolicy.self))
        }
        return Set(written).union(changes.owners).sorted()
    }
}

/// A policy that has counters.
public struct CounterOwner: Hashable, Comparable, Sendable {
    public let organization: OrganizationID
    public let policy: PolicyID

    init(organization: OrganizationID, policy: PolicyID) {
        self.organization = organization
        self.policy = policy
    }

    init(_ counter: LimitCounter) {
        self.init(organization: counter.organizationID, policy: counter.policyID)
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.organization, left.policy) < (right.organization, right.policy)
    }
}

/// The last change of each counter that has not been carried over.
public struct CounterChanges: Sendable {
    private var last: [CounterOwner: [String: CounterChange]] = [:]
    /// The newest row that is in it; `nil` for none.
    public private(set) var newest: Int64?

    init(from transaction: any Transaction) throws(AdminError) {
        try transaction.forEachRow(LimitCounterStore.SQL.changes, []) { row throws(AdminError) in
            let id = try row.integer(0)
            newest = id
            guard let changes = CounterChange.read(try row.bytes(2), in: try row.id(1, Organization.self)) else {
                throw AdminError(
                    .internalError, "Row \(id) of limit_counter_changes is damaged. Restore a backup.")
            }
            for change in changes {
                last[change.owner, default: [:]][change.group] = change
            }
        }
    }

    var owners: some Collection<CounterOwner> { last.keys }

    /// As the table is ordered: neighbours are written one after the other.
    public var inOrder: [CounterChange] {
        last.sorted { $0.key < $1.key }.flatMap { $1.sorted { $0.key < $1.key }.map(\.value) }
    }

    /// By group.
    func of(_ policy: PolicyID, in organization: OrganizationID) -> [String: CounterChange] {
        last[CounterOwner(organization: organization, policy: policy)] ?? [:]
    }
}
