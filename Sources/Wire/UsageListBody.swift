/// A page of the ledger's rows.
public struct UsageListBody: Codable, Sendable {
    public var object = "list"
    public let data: [UsageEntryBody]
    public let hasMore: Bool
    public let firstID: Nullable<String>
    public let lastID: Nullable<String>
    /// Over all that was asked for, not only this page; where they were asked for.
    public var totals: UsageTotalsBody?

    public init(data: [UsageEntryBody], hasMore: Bool) {
        self.data = data
        self.hasMore = hasMore
        firstID = Nullable(data.first?.id)
        lastID = Nullable(data.last?.id)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, data, totals
        case hasMore = "has_more"
        case firstID = "first_id"
        case lastID = "last_id"
    }
}

public struct UsageTotalsBody: Codable, Sendable {
    public let rows: Int64
    public let inputTokens: Int64
    public let cachedInputTokens: Int64
    public let outputTokens: Int64
    public let reasoningTokens: Int64
    public let requests: Int64
    public let cost: DollarsBody
    public let unpriced: Int64

    public init(
        rows: Int64, inputTokens: Int64, cachedInputTokens: Int64, outputTokens: Int64, reasoningTokens: Int64,
        requests: Int64, cost: DollarsBody, unpriced: Int64
    ) {
        self.rows = rows
        self.inputTokens = inputTokens
        self.cachedInputTokens = cachedInputTokens
        self.outputTokens = outputTokens
        self.reasoningTokens = reasoningTokens
        self.requests = requests
        self.cost = cost
        self.unpriced = unpriced
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case rows, requests, cost, unpriced
        case inputTokens = "input_tokens"
        case cachedInputTokens = "cached_input_tokens"
        case outputTokens = "output_tokens"
        case reasoningTokens = "reasoning_tokens"
    }
}
