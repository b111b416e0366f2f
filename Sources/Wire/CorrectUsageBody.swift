/// What a recorded call should have been: new amounts, a refund, or nothing at all.
public struct CorrectUsageBody: StrictBody {
    /// All of what was used; absent: it stays.
    public var usage: UsageBody?
    /// Dollars, all of them; absent beside new usage: by the price that the call was reckoned by.
    public var cost: DollarsBody?
    /// Dollars off the cost.
    public var refund: DollarsBody?
    /// Whether the call was none: nothing was used, and nothing is charged.
    public var void: Bool?
    public var reason: String

    public init(reason: String) {
        self.reason = reason
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case usage, format, lenient, cost, refund, void, reason }
    public static var fields: [String] { names(CodingKeys.self) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if container.contains(.usage) {
            usage = try container.usage(forKey: .usage, format: .format, lenient: .lenient)
        } else {
            // `lenient: false` is what the document says of it where it is absent, and may be said.
            let isLenient = try container.decodeIfPresent(Bool.self, forKey: .lenient) ?? false
            let hasFormat = try container.contains(.format) && !container.decodeNil(forKey: .format)
            guard !isLenient, !hasFormat else {
                throw DecodingError.dataCorruptedError(
                    forKey: hasFormat ? .format : .lenient, in: container,
                    debugDescription: "it is of the usage, which is not given")
            }
        }
        cost = try container.decodeIfPresent(DollarsBody.self, forKey: .cost)
        refund = try container.decodeIfPresent(DollarsBody.self, forKey: .refund)
        void = try container.decodeIfPresent(Bool.self, forKey: .void)
        reason = try container.decode(String.self, forKey: .reason)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(usage, forKey: .usage)
        try container.encodeIfPresent(cost, forKey: .cost)
        try container.encodeIfPresent(refund, forKey: .refund)
        try container.encodeIfPresent(void, forKey: .void)
        try container.encode(reason, forKey: .reason)
    }
}

/// What has become of a call with all that was put right about it.
public struct NetUsageBody: Codable, Sendable {
    public let usage: UsageBody
    /// Null where nobody can tell yet.
    public let cost: Nullable<DollarsBody>

    public init(usage: UsageBody, cost: DollarsBody?) {
        self.usage = usage
        self.cost = Nullable(cost)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case usage, cost }
}
