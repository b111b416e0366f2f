/// What a model costs at some time. Unpriced is not free: a budget in money refuses what it cannot reckon.
public enum PriceState: Hashable, Sendable {
    case priced(ModelPrice)
    case free
    case unpriced

    public var word: String {
        switch self {
        case .priced: "priced"
        case .free: "free"
        case .unpriced: "unpriced"
        }
    }
}

/// Prices in dollars per million tokens, or per piece. What is `nil` costs what the kind that it is part of costs
/// (cached input and cache writes: input; reasoning: output), or nothing (pieces and requests).
public struct ModelPrice: Hashable, Sendable {
    public var input: NanoDollars
    public var cachedInput: NanoDollars?
    public var cacheWrite: NanoDollars?
    public var output: NanoDollars
    public var reasoning: NanoDollars?
    public var perImage: NanoDollars?
    public var perAudioMinute: NanoDollars?
    public var perRequest: NanoDollars?

    public init(
        input: NanoDollars, cachedInput: NanoDollars? = nil, cacheWrite: NanoDollars? = nil, output: NanoDollars,
        reasoning: NanoDollars? = nil, perImage: NanoDollars? = nil, perAudioMinute: NanoDollars? = nil,
        perRequest: NanoDollars? = nil
    ) {
        self.input = input
        self.cachedInput = cachedInput
        self.cacheWrite = cacheWrite
        self.output = output
        self.reasoning = reasoning
        self.perImage = perImage
        self.perAudioMinute = perAudioMinute
        self.perRequest = perRequest
    }

    /// What a call costs: its parts are added exactly, in millionths of a nano-dollar, and the sum is rounded up once, to
    /// the next nano-dollar. A call is thus never charged less than it cost, and never a nano-dollar more than that.
    ///
    /// `nil` where the cost does not fit.
    public func cost(of usage: TokenUsage) -> NanoDollars? {
        var millionths: Int128 = 0
        millionths += Self.product(usage.input - usage.cachedInput, input)
        millionths += Self.product(usage.cachedInput, cachedInput ?? input)
        millionths += Self.product(usage.output - usage.reasoning, output)
        millionths += Self.product(usage.reasoning, reasoning ?? output)
        if let perRequest { millionths += Self.product(usage.requests, perRequest) * 1_000_000 }
        let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
        return Int64(exactly: rest > 0 ? whole + 1 : whole).map { NanoDollars($0) }
    }

    private static func product(_ count: Int64, _ price: NanoDollars) -> Int128 {
        Int128(count) * Int128(price.count)
    }
}

/// One of a model's prices through time. A version is never changed, so that a row of the ledger that names it can be
/// reckoned again.
///
/// The last word counts: from the moment that it takes effect, a version takes the place of every one before it, those
/// that were yet to come included. In force at an instant is thus the highest version that has taken effect by then.
public struct PriceVersion: Hashable, Sendable {
    public let modelID: ModelID
    /// 1, 2, 3 … per model, in the order in which they were given.
    public let version: Int64
    public let state: PriceState
    public let effectiveFrom: Instant
    public let createdAt: Instant

    public init(
        modelID: ModelID, version: Int64, state: PriceState, effectiveFrom: Instant, createdAt: Instant
    ) {
        self.modelID = modelID
        self.version = version
        self.state = state
        self.effectiveFrom = effectiveFrom
        self.createdAt = createdAt
    }
}
