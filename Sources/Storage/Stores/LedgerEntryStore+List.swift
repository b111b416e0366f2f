import Domain

/// Which rows of calls and of corrections are asked for; `nil` of anything asks for all.
public struct UsageFilter: Sendable {
    /// When the calls were: from the one instant on, until the other.
    public var from: Instant?
    public var to: Instant?
    public var key: APIKeyID?
    public var team: TeamID?
    public var user: UserID?
    /// By its name or its id.
    public var model: String?
    public var provider: String?
    public var requestID: String?
    public var outcome: String?
    /// Only what nobody could tell the cost of when it was recorded.
    public var isUnpriced = false
    /// A label that the call or its key had.
    public var label: (name: String, value: String)?

    public init() {}
}

/// Sums over rows of the ledger. Corrections are differences, and so what they make of the calls is in it.
public struct UsageTotals: Sendable {
    public var rows: Int64 = 0
    public var input: Int64 = 0
    public var cachedInput: Int64 = 0
    public var output: Int64 = 0
    public var reasoning: Int64 = 0
    public var requests: Int64 = 0
    public var cost: Int64 = 0
    /// Calls whose cost nobody could tell when they were recorded.
    public var unpriced: Int64 = 0
}

extension LedgerEntryStore {
    /// In the order in which they were recorded.
    public func list(
        _ filter: UsageFilter, in organization: OrganizationID, _ page: PageRequest<LedgerEntry>
    ) throws(AdminError) -> Page<LedgerEntry> {
        var (rows, damaged, hasMore) = ([LedgerEntry](), [String](), false)
        for part in parts(of: filter, in: organization, after: page.after) where !hasMore {
            let found = try transaction.page(part.list, limit: page.limit - rows.count, Self.decode) { limit in
                part.values + [limit]
            }
            rows += found.items
            damaged += found.damaged
            hasMore = found.hasMore
        }
        return Page(items: rows, hasMore: hasMore, damaged: damaged)
    }

    public func totals(
        _ filter: UsageFilter, in organization: OrganizationID
    ) throws(AdminError) -> UsageTotals {
        var totals = UsageTotals()
        for part in parts(of: filter, in: organization, after: nil) {
            try transaction.forEachRow(part.totals, part.values) { row throws(AdminError) in
                totals.rows += try row.integer(0)
                totals.input += try row.integer(1)
                totals.cachedInput += try row.integer(2)
                totals.output += try row.integer(3)
                totals.reasoning += try row.integer(4)
                totals.requests += try row.integer(5)
                totals.cost += try row.integer(6)
                totals.unpriced += try row.integer(7)
            }
        }
        return totals
    }

    private struct Part {
        let list: Statement
        let totals: Statement
        let values: [SQLValue]
    }

    /// An id begins with the time of its making, and so the rows of a time lie together. Only what was recorded late or
    /// puts another right lies behind them, and is found by its own time.
    private func parts(of filter: UsageFilter, in organization: OrganizationID, after: LedgerEntryID?) -> [Part] {
        let begin = max(bound(filter.from, -Self.slackSeconds)?.text ?? "", after?.text ?? "")
        let end = bound(filter.to, Self.slackSeconds)?.text
        func values(_ lower: String, _ upper: String) -> [SQLValue] {
            [
                .id(organization), .text(lower), .text(upper), .instant(filter.from), .instant(filter.to),
                .id(filter.key), .id(filter.team), .id(filter.user), .optionalText(filter.model),
                .optionalText(filter.provider), .optionalText(filter.outcome), .integer(filter.isUnpriced ? 1 : 0),
                .optionalText(filter.requestID), .optionalText(filter.label?.name), .optionalText(filter.label?.value),
            ]
        }
        // No id is beyond this.
        let most = "z"
        if filter.requestID != nil {
            return [Part(list: SQL.listByRequest, totals: SQL.totalsByRequest, values: values(begin, most))]
        }
        let main = Part(list: SQL.list, totals: SQL.totals, values: values(begin, end ?? most))
        guard let end else { return [main] }
        let late = Part(
            list: SQL.listByTime, totals: SQL.totalsByTime, values: values(max(end, begin), most))
        return begin < end ? [main, late] : [late]
    }

    /// By how much a call's time may be ahead of its record's.
    private static let slackSeconds: Int64 = 3600

    private func bound(_ instant: Instant?, _ seconds: Int64) -> LedgerEntryID? {
        instant.map { LedgerEntryID(high: UInt64(max(0, $0.adding(seconds: seconds).milliseconds)) << 16, low: 0) }
    }
}
