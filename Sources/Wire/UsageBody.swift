/// What a call used, as LLM APIs count it: cached tokens are part of the input, reasoning tokens part of the output.
public struct UsageBody: StrictBody, Hashable {
    public var inputTokens: Int64
    public var cachedInputTokens: Int64?
    public var outputTokens: Int64
    public var reasoningTokens: Int64?
    /// Absent: one.
    public var requests: Int64?

    public init(
        inputTokens: Int64, cachedInputTokens: Int64? = nil, outputTokens: Int64, reasoningTokens: Int64? = nil,
        requests: Int64? = nil
    ) {
        self.inputTokens = inputTokens
        self.cachedInputTokens = cachedInputTokens
        self.outputTokens = outputTokens
        self.reasoningTokens = reasoningTokens
        self.requests = requests
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case requests
        case inputTokens = "input_tokens"
        case cachedInputTokens = "cached_input_tokens"
        case outputTokens = "output_tokens"
        case reasoningTokens = "reasoning_tokens"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}

public struct SettleBody: StrictBody {
    /// The model that answered; absent: the one that was reserved for.
    public var model: String?
    public var usage: UsageBody
    /// Dollars; goes before the model's price.
    public var cost: DollarsBody?
    /// How the call ended, in the gateway's word.
    public var outcome: String?

    public init(usage: UsageBody, model: String? = nil, cost: DollarsBody? = nil, outcome: String? = nil) {
        self.usage = usage
        self.model = model
        self.cost = cost
        self.outcome = outcome
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case model, usage, cost, outcome }
    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["usage": UsageBody.fields] }
}

/// Usage that was never reserved.
public struct UsageRecordBody: StrictBody {
    public var keyID: String
    /// Unique per key: a repeated record is charged once.
    public var requestID: String?
    public var model: String?
    public var usage: UsageBody
    public var cost: DollarsBody?
    public var outcome: String?
    public var metadata: [String: String]?

    public init(keyID: String, usage: UsageBody, model: String? = nil, requestID: String? = nil) {
        self.keyID = keyID
        self.usage = usage
        self.model = model
        self.requestID = requestID
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case model, usage, cost, outcome, metadata
        case keyID = "key_id"
        case requestID = "request_id"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["usage": UsageBody.fields] }
}

/// Up to 1,000 records, all or none of which are taken.
public struct RecordUsageBody: StrictBody {
    public static let maximumRecords = 1000

    public var records: [UsageRecordBody]

    public init(records: [UsageRecordBody]) {
        self.records = records
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case records }
    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["records": UsageRecordBody.fields] }
}

/// What the ledger says of a call.
public struct UsageEntryBody: Codable, Sendable {
    public let id: String
    public var object = "usage"
    public let keyID: String
    public let requestID: Nullable<String>
    /// The model that answered.
    public let model: Nullable<String>
    /// The version of its price that was reckoned with.
    public let priceVersion: Nullable<Int64>
    public let usage: UsageBody
    /// Null where the model has no price and no cost was stated.
    public let cost: Nullable<DollarsBody>
    public let outcome: Nullable<String>
    public let createdAt: String
    /// Whether this was the answer to a repeated record: nothing was charged again.
    public var repeated: Bool?

    public init(
        id: String, keyID: String, requestID: String?, model: String?, priceVersion: Int64?, usage: UsageBody,
        cost: DollarsBody?, outcome: String?, createdAt: String
    ) {
        self.id = id
        self.keyID = keyID
        self.requestID = Nullable(requestID)
        self.model = Nullable(model)
        self.priceVersion = Nullable(priceVersion)
        self.usage = usage
        self.cost = Nullable(cost)
        self.outcome = Nullable(outcome)
        self.createdAt = createdAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, model, usage, cost, outcome, repeated
        case keyID = "key_id"
        case requestID = "request_id"
        case priceVersion = "price_version"
        case createdAt = "created_at"
    }
}
