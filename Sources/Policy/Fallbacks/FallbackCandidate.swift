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
        if case .unpriced = price { warnings.append(.unpriced) }
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
        let kinds: [(String, Meter)] = [
            ("input per million tokens", .input), ("output per million tokens", .output), ("per request", .request),
            ("per image", .image), ("per minute of audio", .audio),
        ]
        for (kind, meter) in kinds {
            guard let cost = price[meter], let limit = wanted[meter],
                cost.isMoreThan(Self.muchDearerFactor, times: limit)
            else { continue }
            return .muchDearer(kind: kind, cost, than: limit)
        }
        return nil
    }
}

extension PriceAmount {
    fileprivate func isMoreThan(_ factor: Int64, times other: PriceAmount) -> Bool {
        count > other.count * Int128(factor)
    }
}
