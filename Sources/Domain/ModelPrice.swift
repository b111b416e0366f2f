/// What a model costs at some time. Unpriced is not free: a budget in money refuses what it cannot reckon.
public enum PriceState: Hashable, Sendable {
    case priced(ModelPrice)
    case free
    /// - Parameter because: what of the price could not be understood, by the names that its source has for it.
    case unpriced(because: [String] = [])

    public static let unpriced = PriceState.unpriced(because: [])

    public var word: String {
        switch self {
        case .priced: "priced"
        case .free: "free"
        case .unpriced: "unpriced"
        }
    }
}

/// A part of a price: what a meter costs under a variant, above a size of prompt, for a size of piece.
public struct PriceComponent: Hashable, Sendable {
    public let meter: Meter
    /// As the call was made: `batch`, `flex`, `priority` or another word of the provider's; `nil`: as calls mostly are.
    public let variant: String?
    /// For prompts of more tokens than this, all of the call; 0 for those of any size.
    public let aboveTokens: Int64
    /// Of the piece, such as `1024x1024`, `720p` or `hd`; `nil` where the price does not depend on it.
    public let size: String?
    public let amount: PriceAmount

    public init(
        _ meter: Meter, _ amount: PriceAmount, variant: String? = nil, aboveTokens: Int64 = 0, size: String? = nil
    ) {
        self.meter = meter
        self.amount = amount
        self.variant = variant
        self.aboveTokens = aboveTokens
        self.size = size
    }

    /// What no two components of a price share.
    struct Key: Hashable {
        let meter: Meter
        let variant: String?
        let aboveTokens: Int64
        let size: String?
    }

    var key: Key { Key(meter: meter, variant: variant, aboveTokens: aboveTokens, size: size) }

    /// Whether both are for the same.
    public func isFor(_ other: PriceComponent) -> Bool { key == other.key }

    var isPlain: Bool { variant == nil && aboveTokens == 0 && size == nil }
}

/// Prices in dollars per million tokens, per minute or per piece. A kind of token that has none of its own costs what the
/// kind that it is part of costs.
public struct ModelPrice: Hashable, Sendable {
    /// In the order of the meters, then of the variants, sizes of prompt and sizes.
    public let components: [PriceComponent]
    let meters: Set<Meter>
    /// Those that cost anything.
    let paid: Set<Meter>
    /// Whether any of it depends on how the call was made, or on a size.
    let isSpecial: Bool
    let plain: PlainPrice?

    /// Of several components for the same, the last counts.
    public init(_ components: [PriceComponent]) {
        var byKey: [PriceComponent.Key: PriceComponent] = [:]
        for component in components { byKey[component.key] = component }
        self.components = byKey.values.sorted { $0.rank < $1.rank }
        meters = Set(components.map(\.meter))
        paid = Set(components.filter { $0.amount > .zero }.map(\.meter))
        isSpecial = !components.allSatisfy(\.isPlain)
        plain = PlainPrice(self.components)
    }

    public init(
        input: NanoDollars, cachedInput: NanoDollars? = nil, cacheWrite: NanoDollars? = nil, output: NanoDollars,
        reasoning: NanoDollars? = nil, perImage: NanoDollars? = nil, perAudioMinute: NanoDollars? = nil,
        perRequest: NanoDollars? = nil
    ) {
        let amounts: [(Meter, NanoDollars?)] = [
            (.input, input), (.cachedInput, cachedInput), (.cacheWrite, cacheWrite), (.output, output),
            (.reasoning, reasoning), (.image, perImage), (.audio, perAudioMinute), (.request, perRequest),
        ]
        self.init(
            amounts.compactMap { meter, amount in amount.map { PriceComponent(meter, PriceAmount($0)) } })
    }

    /// Its price as calls mostly are; `nil` where it has none of its own.
    public subscript(_ meter: Meter) -> PriceAmount? {
        components.first { $0.meter == meter && $0.isPlain }?.amount
    }

    /// What depends on how the call was made, or on a size.
    public var special: [PriceComponent] { components.filter { !$0.isPlain } }

    public var chargesNothing: Bool { components.allSatisfy { $0.amount == .zero } }

    /// Whether any kind of token costs anything.
    var chargesTokens: Bool { paid.contains(where: \.isTokens) }
}

extension PriceComponent {
    fileprivate var rank: (Int, String, Int64, String) {
        (Meter.places[meter] ?? 0, variant ?? "", aboveTokens, size ?? "")
    }
}

extension Meter {
    fileprivate static let places = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
