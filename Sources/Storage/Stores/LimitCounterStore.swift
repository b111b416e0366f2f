import Domain

extension Transaction {
    public var limitCounters: LimitCounterStore { LimitCounterStore(transaction: self) }
}

/// Counters on disk: a table of them, and the changes that have not been carried over into it.
///
/// Every call changes counters, and under load those of one commit lie scattered over as many pages. So a commit appends
/// what it makes of them as one row, and now and then the last change of each is carried over in the order of the table.
public struct LimitCounterStore {
    /// Commits. What they have changed is carried over in some ten milliseconds.
    private static let maximumWaiting = 256

    let transaction: any Transaction

    /// Writes what one commit makes of an organization's counters, the later of two changes of one last.
    public func apply(_ changes: [CounterChange], in organization: OrganizationID) throws(AdminError) {
        guard !changes.isEmpty else { return }
        let row: [SQLValue] = [.id(organization), .blob(try CounterChange.bytes(changes))]
        let waiting = try transaction.firstRow(SQL.append, row) { row throws(AdminError) in try row.integer(0) }
        if let waiting, waiting >= Self.maximumWaiting { try carryOver() }
    }

    /// Brings the table up to date.
    public func carryOver() throws(AdminError) {
        let changes = try CounterChanges(from: transaction)
        guard !changes.isEmpty else { return }
        for (organization, changes) in changes.inOrder {
            for change in changes {
                switch change {
                case .put(let counter): try put(counter)
                case .delete(let policy, let group):
                    try transaction.run(SQL.delete, [.id(organization), .id(policy), .text(group)])
                }
            }
        }
        try transaction.run(SQL.deleteChanges, [])
    }

    /// What is on disk, as of now.
    public func stored() throws(AdminError) -> StoredCounters {
        StoredCounters(transaction: transaction, changes: try CounterChanges(from: transaction))
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
