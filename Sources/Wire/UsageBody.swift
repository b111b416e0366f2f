/// What a call used, as LLM APIs count it: cached tokens are part of the input, reasoning tokens part of the output. Or a
/// provider's own object, as it came, with the format that it is in.
public struct UsageBody: StrictBody, Hashable {
    public var inputTokens: Int64
    public var cachedInputTokens: Int64?
    public var outputTokens: Int64
    public var reasoningTokens: Int64?
    /// Absent: one.
    public var requests: Int64?
    public var counters = UsageCountersBody()
    /// A provider's own object; the counts above say nothing then.
    public var foreign: ForeignUsageBody?

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

    public init(foreign: ForeignUsageBody) {
        self.init(inputTokens: 0, outputTokens: 0)
        self.foreign = foreign
    }

    /// What stands in a provider's object beside what is the provider's.
    private static let formatNames = ["format", "lenient"]
    public static var fields: [String] {
        ["input_tokens", "cached_input_tokens", "output_tokens", "reasoning_tokens", "requests"]
            + UsageCountersBody.names
    }
    private static let known = Set(fields)

    public init(from decoder: any Decoder) throws {
        try self.init(from: decoder, beside: nil, isLenient: nil)
    }

    /// - Parameters:
    ///   - format: that stands beside the usage.
    ///   - isLenient: what stands beside it, too.
    init(from decoder: any Decoder, beside format: String?, isLenient: Bool?) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        let own = try container.decodeIfPresent(String.self, forKey: FieldName("format"))
        if let format = own ?? format {
            let lenient = try container.decodeIfPresent(Bool.self, forKey: FieldName("lenient"))
            guard case .object(var members) = try LooseJSON(from: decoder) else {
                throw DecodingError.typeMismatch(
                    [String: LooseJSON].self, .init(codingPath: decoder.codingPath, debugDescription: "no object"))
            }
            for name in Self.formatNames { members[name] = nil }
            self.init(foreign: ForeignUsageBody(format: format, members, isLenient: lenient ?? isLenient ?? false))
            return
        }
        try container.requireKnown(Self.known, advice: Self.advice)
        self.init(
            inputTokens: try container.decode(Int64.self, forKey: FieldName("input_tokens")),
            cachedInputTokens: try container.decodeIfPresent(Int64.self, forKey: FieldName("cached_input_tokens")),
            outputTokens: try container.decode(Int64.self, forKey: FieldName("output_tokens")),
            reasoningTokens: try container.decodeIfPresent(Int64.self, forKey: FieldName("reasoning_tokens")),
            requests: try container.decodeIfPresent(Int64.self, forKey: FieldName("requests")))
        counters = try UsageCountersBody(from: container)
    }

    private static func advice(_ name: String) -> String {
        """
        What is a provider's own object goes with its format: \(ForeignUsageBody.formats.joined(separator: ", ")).
        """
    }

    public func encode(to encoder: any Encoder) throws {
        if let foreign { return try foreign.encode(to: encoder) }
        var container = encoder.container(keyedBy: FieldName.self)
        try container.encode(inputTokens, forKey: FieldName("input_tokens"))
        try container.encodeIfPresent(cachedInputTokens, forKey: FieldName("cached_input_tokens"))
        try container.encode(outputTokens, forKey: FieldName("output_tokens"))
        try container.encodeIfPresent(reasoningTokens, forKey: FieldName("reasoning_tokens"))
        try container.encodeIfPresent(requests, forKey: FieldName("requests"))
        try counters.encode(to: &container)
    }
}

/// Usage as a provider wrote it.
public struct ForeignUsageBody: Hashable, Sendable {
    public static let formats = ["openai.chat", "openai.responses", "anthropic.messages", "gemini", "bedrock"]

    public let format: String
    public let members: [String: LooseJSON]
    /// Whether counters that nobody knows are kept, and not refused.
    public let isLenient: Bool

    public init(format: String, _ members: [String: LooseJSON], isLenient: Bool = false) {
        self.format = format
        self.members = members
        self.isLenient = isLenient
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        for (name, value) in members { try container.encode(value, forKey: FieldName(name)) }
        try container.encode(format, forKey: FieldName("format"))
        if isLenient { try container.encode(true, forKey: FieldName("lenient")) }
    }
}

extension KeyedDecodingContainer {
    /// Usage, whose format may stand beside it, so that a provider's object can be sent as it came.
    func usage(forKey key: Key, format: Key, lenient: Key) throws -> UsageBody {
        guard contains(key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "required"))
        }
        return try UsageBody(
            from: superDecoder(forKey: key), beside: decodeIfPresent(String.self, forKey: format),
            isLenient: decodeIfPresent(Bool.self, forKey: lenient))
    }
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

    public enum CodingKeys: String, CodingKey, CaseIterable { case model, usage, format, lenient, cost, outcome }
    public static var fields: [String] { names(CodingKeys.self) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        model = try container.decodeIfPresent(String.self, forKey: .model)
        usage = try container.usage(forKey: .usage, format: .format, lenient: .lenient)
        cost = try container.decodeIfPresent(DollarsBody.self, forKey: .cost)
        outcome = try container.decodeIfPresent(String.self, forKey: .outcome)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encode(usage, forKey: .usage)
        try container.encodeIfPresent(cost, forKey: .cost)
        try container.encodeIfPresent(outcome, forKey: .outcome)
    }
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
    /// When the call was, RFC 3339; absent: now.
    public var occurredAt: String?

    public init(keyID: String, usage: UsageBody, model: String? = nil, requestID: String? = nil) {
        self.keyID = keyID
        self.usage = usage
        self.model = model
        self.requestID = requestID
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case model, usage, format, lenient, cost, outcome, metadata
        case keyID = "key_id"
        case requestID = "request_id"
        case occurredAt = "occurred_at"
    }

    public static var fields: [String] { names(CodingKeys.self) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        keyID = try container.decode(String.self, forKey: .keyID)
        requestID = try container.decodeIfPresent(String.self, forKey: .requestID)
        model = try container.decodeIfPresent(String.self, forKey: .model)
        usage = try container.usage(forKey: .usage, format: .format, lenient: .lenient)
        cost = try container.decodeIfPresent(DollarsBody.self, forKey: .cost)
        outcome = try container.decodeIfPresent(String.self, forKey: .outcome)
        metadata = try container.decodeIfPresent([String: String].self, forKey: .metadata)
        occurredAt = try container.decodeIfPresent(String.self, forKey: .occurredAt)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(keyID, forKey: .keyID)
        try container.encodeIfPresent(requestID, forKey: .requestID)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encode(usage, forKey: .usage)
        try container.encodeIfPresent(cost, forKey: .cost)
        try container.encodeIfPresent(outcome, forKey: .outcome)
        try container.encodeIfPresent(metadata, forKey: .metadata)
        try container.encodeIfPresent(occurredAt, forKey: .occurredAt)
    }
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
    /// When the call was, where its reporter said so.
    public var occurredAt: String?
    /// There, and true, where nobody can tell the cost: nothing was charged in money by the price.
    public var unpriced: Bool?
    /// Counters of a provider's that nobody knows, kept because their reporter said so.
    public var unknownCounters: [String: String]?
    /// The labels of the call and of its key; absent where there are none.
    public var metadata: [String: String]?
    /// Of a correction: the row that it puts right, and why; its counts and its cost are differences.
    public var corrects: String?
    public var reason: String?
    /// What was put right about it, where one row is asked for.
    public var corrections: [UsageEntryBody]?
    /// What the corrections make of it.
    public var net: NetUsageBody?
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
        case id, object, model, usage, cost, outcome, repeated, unpriced, corrects, reason, corrections, net, metadata
        case keyID = "key_id"
        case requestID = "request_id"
        case priceVersion = "price_version"
        case createdAt = "created_at"
        case occurredAt = "occurred_at"
        case unknownCounters = "unknown_counters"
    }
}
