import Domain

extension Transaction {
    public var limitCounters: LimitCounterStore { LimitCounterStore(transaction: self) }
}

/// Counters on disk: a table of them, and the changes that have not been carried over into it.
///
/// Every call changes counters, and under load those of one commit lie scattered over as many pages. So a commit appends
/// what it makes of them as one row, and beside the commits the last change of each is carried over in the order of the
/// table.
public struct LimitCounterStore {
    let transaction: any Transaction

    /// Writes what one commit makes of an organization's counters, the later of two changes of one last.
    public func apply(_ changes: [CounterChange], in organization: OrganizationID) throws(AdminError) {
        guard !changes.isEmpty else { return }
        try transaction.run(SQL.append, [.id(organization), .blob(try CounterChange.bytes(changes))])
    }

    /// What is to be carried over.
    public func changes() throws(AdminError) -> CounterChanges { try CounterChanges(from: transaction) }

    /// Brings the table's rows up to the changes, which go on to count: they may be carried over piece by piece, while
    /// newer ones come, and be forgotten when all of them are.
    public func carryOver(_ changes: some Sequence<CounterChange>) throws(AdminError) {
        for change in changes {
            switch change {
            case .put(let counter): try put(counter)
            case .delete(let owner, let group):
                try transaction.run(SQL.delete, [.id(owner.organization), .id(owner.policy), .text(group)])
            }
        }
    }

    /// - Parameter newest: the newest row of those that have been carried over.
    public func forgetChanges(through newest: Int64) throws(AdminError) {
        try transaction.run(SQL.deleteChanges, [.integer(newest)])
    }

    /// What is on disk, as of now.
    public func stored() throws(AdminError) -> StoredCounters {
        StoredCounters(transaction: transaction, changes: try changes())
    }

    private func put(_ counter: LimitCounter) throws(AdminError) {
        try transaction.run(
            SQL.put,
            [
                .id(counter.organizationID), .id(counter.policyID), .text(counter.group), .id(counter.id),
                .integer(counter.used), .integer(counter.held), .instant(counter.periodStart),
                .instant(counter.periodEnd), counter.window.map { .blob($0) } ?? .null, .instant(counter.updatedAt),
            ])
    }
}
