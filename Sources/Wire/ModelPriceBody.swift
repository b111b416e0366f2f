/// Amounts of a price by the names of the meters: dollars per million tokens, per minute, or per piece.
public struct PriceAmountsBody: Equatable, Sendable {
    /// All that there are.
    public static let names = [
        "input", "cached_input", "cache_write", "cache_write_1h", "cache_write_12h", "output", "reasoning",
        "audio_input", "cached_audio_input", "audio_cache_write", "audio_output", "image_input", "cached_image_input",
        "image_output", "video_input", "video_output", "citation", "per_image", "per_input_image",
        "per_million_pixels", "per_million_characters", "per_million_output_characters", "per_audio_minute",
        "per_speech_minute", "per_video_minute", "per_input_video_minute", "per_request", "per_query", "per_page",
        "per_annotated_page", "per_search", "per_map_search", "per_tool_call", "per_session",
    ]

    public private(set) var byName: [String: DollarsBody] = [:]

    public init() {}

    public subscript(_ name: String) -> DollarsBody? {
        get { byName[name] }
        set { byName[name] = newValue }
    }

    /// Those that are there, in the order of `names`.
    public var listed: [(name: String, amount: DollarsBody)] {
        Self.names.compactMap { name in byName[name].map { (name, $0) } }
    }

    init(from container: KeyedDecodingContainer<FieldName>) throws {
        for name in Self.names where container.contains(FieldName(name)) {
            byName[name] = try container.decodeIfPresent(DollarsBody.self, forKey: FieldName(name))
        }
    }

    func encode(to container: inout KeyedEncodingContainer<FieldName>) throws {
        for (name, amount) in byName { try container.encode(amount, forKey: FieldName(name)) }
    }
}

/// What some calls cost: those that were made in a certain way, have a long prompt, or are for pieces of a certain size.
public struct PriceRateBody: StrictBody, Equatable {
    /// `batch`, `flex`, `priority` or another word of the provider's.
    public var variant: String?
    /// For prompts of more tokens than this.
    public var aboveTokens: Int64?
    /// Of images, video or searches.
    public var size: String?
    public var amounts = PriceAmountsBody()

    public init() {}

    public static var fields: [String] { ["variant", "above_tokens", "size"] + PriceAmountsBody.names }
    private static let known = Set(fields)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        try container.requireKnown(Self.known)
        variant = try container.decodeIfPresent(String.self, forKey: FieldName("variant"))
        aboveTokens = try container.decodeIfPresent(Int64.self, forKey: FieldName("above_tokens"))
        size = try container.decodeIfPresent(String.self, forKey: FieldName("size"))
        amounts = try PriceAmountsBody(from: container)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        try container.encodeIfPresent(variant, forKey: FieldName("variant"))
        try container.encodeIfPresent(aboveTokens, forKey: FieldName("above_tokens"))
        try container.encodeIfPresent(size, forKey: FieldName("size"))
        try amounts.encode(to: &container)
    }
}

/// What a model costs, in requests and replies. Only `priced` has amounts.
public struct ModelPriceBody: StrictBody, Equatable {
    /// `priced`, `free`, `unpriced`.
    public var state: String
    /// What calls mostly cost.
    public var amounts = PriceAmountsBody()
    /// What other calls cost.
    public var rates: [PriceRateBody]?
    /// What of a price was not understood, in the words of where it came from.
    public var unpricedBecause: [String]?
    /// `USD`.
    public var currency: String?
    /// `per_million_tokens`.
    public var unit: String?
    /// Whether imports leave it alone; absent where they do not. May be said by itself, and then the price stays as it is.
    public var pinned: Bool?
    /// In a request, when it takes effect: now where absent. In a reply absent where the model never had a price.
    public var effectiveFrom: String?

    /// Whether nothing but `pinned` is said.
    public private(set) var isPinAlone = false

    public init(state: String) {
        self.state = state
    }

    public init(pinned: Bool) {
        (state, self.pinned, isPinAlone) = ("", pinned, true)
    }

    public static var fields: [String] {
        ["state"] + PriceAmountsBody.names
            + ["rates", "unpriced_because", "pinned", "currency", "unit", "effective_from"]
    }
    private static let known = Set(fields)

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        try container.requireKnown(Self.known)
        pinned = try container.decodeIfPresent(Bool.self, forKey: FieldName("pinned"))
        isPinAlone = pinned != nil && container.allKeys.count == 1
        state = isPinAlone ? "" : try container.decode(String.self, forKey: FieldName("state"))
        amounts = try PriceAmountsBody(from: container)
        rates = try container.decodeIfPresent([PriceRateBody].self, forKey: FieldName("rates"))
        unpricedBecause = try container.decodeIfPresent([String].self, forKey: FieldName("unpriced_because"))
        currency = try container.decodeIfPresent(String.self, forKey: FieldName("currency"))
        unit = try container.decodeIfPresent(String.self, forKey: FieldName("unit"))
        effectiveFrom = try container.decodeIfPresent(String.self, forKey: FieldName("effective_from"))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        if !isPinAlone { try container.encode(state, forKey: FieldName("state")) }
        try amounts.encode(to: &container)
        try container.encodeIfPresent(rates, forKey: FieldName("rates"))
        try container.encodeIfPresent(unpricedBecause, forKey: FieldName("unpriced_because"))
        try container.encodeIfPresent(pinned, forKey: FieldName("pinned"))
        try container.encodeIfPresent(currency, forKey: FieldName("currency"))
        try container.encodeIfPresent(unit, forKey: FieldName("unit"))
        try container.encodeIfPresent(effectiveFrom, forKey: FieldName("effective_from"))
    }
}

extension ModelPriceBody {
    public var input: DollarsBody? {
        get { amounts["input"] }
        set { amounts["input"] = newValue }
    }
    public var cachedInput: DollarsBody? {
        get { amounts["cached_input"] }
        set { amounts["cached_input"] = newValue }
    }
    public var cacheWrite: DollarsBody? {
        get { amounts["cache_write"] }
        set { amounts["cache_write"] = newValue }
    }
    public var output: DollarsBody? {
        get { amounts["output"] }
        set { amounts["output"] = newValue }
    }
    public var reasoning: DollarsBody? {
        get { amounts["reasoning"] }
        set { amounts["reasoning"] = newValue }
    }
    public var perImage: DollarsBody? {
        get { amounts["per_image"] }
        set { amounts["per_image"] = newValue }
    }
    public var perAudioMinute: DollarsBody? {
        get { amounts["per_audio_minute"] }
        set { amounts["per_audio_minute"] = newValue }
    }
    public var perRequest: DollarsBody? {
        get { amounts["per_request"] }
        set { amounts["per_request"] = newValue }
    }
}

/// One of a model's prices through time.
public struct PriceVersionBody: Codable, Sendable {
    public var object = "model_price"
    public let modelID: String
    /// 1, 2, 3 … in the order in which they were given.
    public let version: Int64
    public let price: ModelPriceBody
    public let effectiveFrom: String
    public let createdAt: String

    public init(modelID: String, version: Int64, price: ModelPriceBody, effectiveFrom: String, createdAt: String) {
        self.modelID = modelID
        self.version = version
        self.price = price
        self.effectiveFrom = effectiveFrom
        self.createdAt = createdAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case object, version, price
        case modelID = "model_id"
        case effectiveFrom = "effective_from"
        case createdAt = "created_at"
    }
}
