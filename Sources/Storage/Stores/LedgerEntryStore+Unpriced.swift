import Domain

/// Calls that are to be reckoned again.
public struct RepricedRows: Sendable {
    let organization: OrganizationID
    /// When the calls were.
    let from: Instant
    let to: Instant
    /// `nil`: any.
    let model: String?
    let modelID: ModelID?
    let takesPriced: Bool
    let after: LedgerEntryID?
    let limit: Int

    public init(
        organization: OrganizationID, from: Instant, to: Instant, model: String?, modelID: ModelID?, takesPriced: Bool,
        after: LedgerEntryID?, limit: Int
    ) {
        self.organization = organization
        self.from = from
        self.to = to
        self.model = model
        self.modelID = modelID
        self.takesPriced = takesPriced
        self.after = after
        self.limit = limit
    }

    /// No call is recorded much ahead of its time, and an id begins with the time of its making.
    fileprivate var begin: LedgerEntryID {
        let earliest = max(0, from.adding(seconds: -3600).milliseconds)
        let bound = LedgerEntryID(high: UInt64(earliest) << 16, low: 0)
        return max(bound, after ?? bound)
    }
}

extension LedgerEntryStore {
    /// The next calls, in the order in which they were recorded, each with its corrections. One that cannot be read keeps no
    /// other from being reckoned.
    ///
    /// - Returns: also the id of the last, be it one that cannot be read.
    public func chains(
        _ rows: RepricedRows
    ) throws(AdminError) -> (page: Page<UsageChain>, last: LedgerEntryID?) {
        let ids = try transaction.rows(
            rows.takesPriced ? SQL.recorded : SQL.unpriced,
            [
                .id(rows.organization), .id(rows.begin), .instant(rows.from), .instant(rows.to),
                .optionalText(rows.model), .id(rows.modelID), .integer(Int64(rows.limit)),
            ]
        ) { row throws(AdminError) in try row.id(0, LedgerEntry.self) }
        var (chains, damaged) = ([UsageChain](), [String]())
        for id in ids {
            do throws(AdminError) {
                if let chain = try chain(of: id, in: rows.organization) { chains.append(chain) }
            } catch {
                damaged.append(error.detail ?? error.message)
            }
        }
        return (Page(items: chains, hasMore: ids.count == rows.limit, damaged: damaged), ids.last)
    }

    /// How many calls there are whose cost nobody can tell, by the budgets in money that they came under.
    public func unpricedCalls() throws(AdminError) -> (calls: Int64, byPolicy: [PolicyID: Int64]) {
        var (calls, byPolicy) = (Int64(0), [PolicyID: Int64]())
        try transaction.forEachRow(SQL.countUnpriced, []) { row throws(AdminError) in
            let count = try row.integer(1)
            calls += count
            for word in (try row.optionalText(0) ?? "").split(separator: " ") {
                if let id = PolicyID(word) { byPolicy[id, default: 0] += count }
            }
        }
        return (calls, byPolicy)
    }
}
