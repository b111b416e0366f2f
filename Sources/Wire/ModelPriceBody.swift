/// What a model costs, in requests and replies. Only `priced` has amounts: dollars per million tokens, or per piece.
public struct ModelPriceBody: StrictBody, Equatable {
    /// `priced`, `free`, `unpriced`.
    public var state: String
    public var input: DollarsBody?
    public var cachedInput: DollarsBody?
    public var cacheWrite: DollarsBody?
    public var output: DollarsBody?
    public var reasoning: DollarsBody?
    public var perImage: DollarsBody?
    public var perAudioMinute: DollarsBody?
    public var perRequest: DollarsBody?
    /// `USD`.
    public var currency: String?
    /// `per_million_tokens`.
    public var unit: String?
    /// In a request, when it takes effect: now where absent. In a reply absent where the model never had a price.
    public var effectiveFrom: String?

    public init(state: String) {
        self.state = state
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case state, input, output, reasoning, currency, unit
        case cachedInput = "cached_input"
        case cacheWrite = "cache_write"
        case perImage = "per_image"
        case perAudioMinute = "per_audio_minute"
        case perRequest = "per_request"
        case effectiveFrom = "effective_from"
    }

    public static var fields: [String] { names(CodingKeys.self) }
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
