/// What a call may use at most.
public struct EstimateBody: StrictBody {
    public var inputTokens: Int64?
    /// Absent: what the model gives at most, or else what the setting says.
    public var maxOutputTokens: Int64?
    /// Dollars; goes before the model's price.
    public var cost: DollarsBody?
    /// Pieces, and what else the price may depend on.
    public var counters = UsageCountersBody()

    public init(inputTokens: Int64? = nil, maxOutputTokens: Int64? = nil, cost: DollarsBody? = nil) {
        self.inputTokens = inputTokens
        self.maxOutputTokens = maxOutputTokens
        self.cost = cost
    }

    private static let counterNames = UsageCountersBody.pieces + UsageCountersBody.seconds
    public static var fields: [String] {
        ["input_tokens", "max_output_tokens", "cost"] + counterNames + UsageCountersBody.words
    }
    private static let known = Set(fields)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        try container.requireKnown(Self.known)
        inputTokens = try container.decodeIfPresent(Int64.self, forKey: FieldName("input_tokens"))
        maxOutputTokens = try container.decodeIfPresent(Int64.self, forKey: FieldName("max_output_tokens"))
        cost = try container.decodeIfPresent(DollarsBody.self, forKey: FieldName("cost"))
        counters = try UsageCountersBody(from: container, Self.counterNames)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        try container.encodeIfPresent(inputTokens, forKey: FieldName("input_tokens"))
        try container.encodeIfPresent(maxOutputTokens, forKey: FieldName("max_output_tokens"))
        try container.encodeIfPresent(cost, forKey: FieldName("cost"))
        try counters.encode(to: &container)
    }
}

/// A hold of a reservation on one limit.
public struct HoldBody: Codable, Sendable {
    public let policyID: String
    public let type: String
    public let amount: DollarsBody

    public init(policyID: String, type: String, amount: DollarsBody) {
        self.policyID = policyID
        self.type = type
        self.amount = amount
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case type, amount
        case policyID = "policy_id"
    }
}

/// The reservation of a verify reply.
public struct MadeReservationBody: Codable, Sendable {
    public let id: String
    /// `open`; a repeated request id is answered with what has become of the first.
    public let state: String
    public let expiresAt: String
    public let holds: [HoldBody]

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, state, holds
        case expiresAt = "expires_at"
    }
}

public struct CreateReservationBody: StrictBody {
    public var key: String
    public var model: String?
    public var address: String?
    public var metadata: [String: String]?
    public var userAgent: String?
    public var estimate: EstimateBody?
    /// Unique per key: a repeated request gets the same reservation.
    public var requestID: String?
    /// 1–86,400 seconds.
    public var ttlSeconds: Int64?

    public init(key: String, model: String? = nil, estimate: EstimateBody? = nil, requestID: String? = nil) {
        self.key = key
        self.model = model
        self.estimate = estimate
        self.requestID = requestID
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case key, model, address, metadata, estimate
        case userAgent = "user_agent"
        case requestID = "request_id"
        case ttlSeconds = "ttl_seconds"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["estimate": EstimateBody.fields] }
}

public struct ReservationBody: Codable, Sendable {
    public let id: String
    public var object = "reservation"
    public let state: String
    public let keyID: String
    public let requestID: Nullable<String>
    public let model: Nullable<String>
    public let inputTokens: Int64
    public let maxOutputTokens: Int64
    /// What it was estimated to cost; null where the model has no price.
    public let cost: Nullable<DollarsBody>
    /// What it holds; empty once it has ended.
    public let holds: [HoldBody]
    public let createdAt: String
    public let expiresAt: String
    public let endedAt: Nullable<String>
    /// What was used; null until it is settled.
    public let settlement: Nullable<UsageEntryBody>
    /// How the limits stood when it was made; there in the reply to its making alone.
    public var rateLimits: [LimitBody]?
    public var usageLimits: [LimitBody]?

    public init(
        id: String, state: String, keyID: String, requestID: String?, model: String?, inputTokens: Int64,
        maxOutputTokens: Int64, cost: DollarsBody?, holds: [HoldBody], createdAt: String, expiresAt: String,
        endedAt: String?, settlement: UsageEntryBody?
    ) {
        self.id = id
        self.state = state
        self.keyID = keyID
        self.requestID = Nullable(requestID)
        self.model = Nullable(model)
        self.inputTokens = inputTokens
        self.maxOutputTokens = maxOutputTokens
        self.cost = Nullable(cost)
        self.holds = holds
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.endedAt = Nullable(endedAt)
        self.settlement = Nullable(settlement)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, state, model, cost, holds, settlement
        case keyID = "key_id"
        case requestID = "request_id"
        case inputTokens = "input_tokens"
        case maxOutputTokens = "max_output_tokens"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case endedAt = "ended_at"
        case rateLimits = "rate_limits"
        case usageLimits = "usage_limits"
    }
}

public struct ExtendReservationBody: StrictBody {
    /// From now on; 1–86,400 seconds, and never past a day after the reservation was made.
    public var ttlSeconds: Int64

    public init(ttlSeconds: Int64) {
        self.ttlSeconds = ttlSeconds
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case ttlSeconds = "ttl_seconds" }
    public static var fields: [String] { names(CodingKeys.self) }
}
