/// Which calls are to be reckoned again, by the prices that are known by now.
public struct RepriceUsageBody: StrictBody {
    /// When the calls were: from this instant on, RFC 3339.
    public var from: String
    /// Until this one, which is not in it.
    public var to: String
    /// The model that answered, by its name or id; absent: any.
    public var model: String?
    /// Whether calls that had a price are reckoned again, too; absent: those that nobody could tell the cost of alone.
    public var priced: Bool?
    public var dryRun: Bool?
    /// The `last_id` of the reply before, where that has said that there is more.
    public var after: String?

    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case from, to, model, priced, after
        case dryRun = "dry_run"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}

/// What was reckoned again, in one piece.
public struct UsageRepricingBody: Codable, Sendable {
    public var object = "usage_repricing"
    public let dryRun: Bool
    public let examined: Int
    /// Calls that cost something else now: a correction was written for each.
    public let repriced: Int
    /// Calls that still nobody can tell the cost of.
    public let unpriced: Int
    /// By how much all of them cost more.
    public let cost: DollarsBody
    public let hasMore: Bool
    public let lastID: Nullable<String>

    public init(
        dryRun: Bool, examined: Int, repriced: Int, unpriced: Int, cost: DollarsBody, hasMore: Bool, lastID: String?
    ) {
        self.dryRun = dryRun
        self.examined = examined
        self.repriced = repriced
        self.unpriced = unpriced
        self.cost = cost
        self.hasMore = hasMore
        self.lastID = Nullable(lastID)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, examined, repriced, unpriced, cost
        case dryRun = "dry_run"
        case hasMore = "has_more"
        case lastID = "last_id"
    }
}
