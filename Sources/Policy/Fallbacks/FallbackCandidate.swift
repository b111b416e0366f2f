import Domain

/// A model as its place in a chain is judged.
public struct FallbackCandidate: Sendable {
    public let model: Model
    public let price: PriceState
    /// Whether the team that the chain is for may use it; true where it is for none.
    public let isAllowed: Bool
    /// Whether the organization has a model of its own by the same name.
    public let isOverridden: Bool

    public init(model: Model, price: PriceState, isAllowed: Bool, isOverridden: Bool = false) {
        self.model = model
        self.price = price
        self.isAllowed = isAllowed
        self.isOverridden = isOverridden
    }

    /// What is to be said of it where it takes over for `asked`; `nil` asks about it alone.
    public func warnings(takingOverFor asked: FallbackCandidate?) -> [FallbackWarning] {
        var warnings: [FallbackWarning] = []
        if isOverridden { warnings.append(.overridden) }
        if !model.isEnabled { warnings.append(.disabled) }
        if !isAllowed { warnings.append(.notAllowed) }
        if let asked { warnings += comparison(with: asked.model) }
        if price == .unpriced { warnings.append(.unpriced) }
        if let asked, let dearer = price.muchDearer(than: asked.price) { warnings.append(dearer) }
        return warnings
    }

    private func comparison(with asked: Model) -> [FallbackWarning] {
        var warnings: [FallbackWarning] = []
        let missing = asked.capabilities.filter { !model.capabilities.contains($0) }
        if !missing.isEmpty { warnings.append(.missingCapabilities(missing)) }
        if let window = model.contextWindow, let wanted = asked.contextWindow, window < wanted {
            warnings.append(.smallerContextWindow(window, than: wanted))
        }
        return warnings
    }
}

extension PriceState {
    /// From more than how many times the price a model is much dearer.
    public static let muchDearerFactor: Int64 = 2

    /// More than twice as much for input or for output, or for a piece that both charge for; of several the first.
    /// Anything costs much more than what is free; what has no price is not compared.
    func muchDearer(than asked: PriceState) -> FallbackWarning? {
        guard case .priced(let price) = self else { return nil }
        let wanted: ModelPrice
        switch asked {
        case .unpriced: return nil
        case .free: wanted = ModelPrice(input: .zero, output: .zero)
        case .priced(let price): wanted = price
        }
        let kinds: [(String, NanoDollars?, NanoDollars?)] = [
            ("input per million tokens", price.input, wanted.input),
            ("output per million tokens", price.output, wanted.output),
            ("per request", price.perRequest, wanted.perRequest),
            ("per image", price.perImage, wanted.perImage),
            ("per minute of audio", price.perAudioMinute, wanted.perAudioMinute),
        ]
        for case (let kind, let cost?, let limit?) in kinds where cost.isMoreThan(Self.muchDearerFactor, times: limit) {
            return .muchDearer(kind: kind, cost, than: limit)
        }
        return nil
    }
}

extension NanoDollars {
    fileprivate func isMoreThan(_ factor: Int64, times other: NanoDollars) -> Bool {
        Int128(count) > Int128(other.count) * Int128(factor)
    }
}
