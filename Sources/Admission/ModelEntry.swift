import Domain

/// A model as the hot path sees it: immutable, replaced whole when the model or its price changes.
public final class ModelEntry: Sendable {
    public let model: Model
    /// How lists name it; made once, as making an id's text costs more than comparing it.
    public let reference: ModelReference
    /// Newest first: those that are yet to come, and the one in force.
    private let prices: [PriceVersion]
    /// What it is to calls by each of the prices, and by none.
    private let callModels: [CallModel]
    private let unpriced: CallModel

    /// - Parameter prices: newest first, from the last that was given to the one in force.
    public init(_ model: Model, prices: [PriceVersion]) {
        self.model = model
        self.prices = prices
        reference = ModelReference(name: model.name.text, id: model.id.text)
        callModels = prices.map { CallModel(model, $0) }
        unpriced = CallModel(model, nil)
    }

    /// All that callers may write for it.
    var names: [ModelName] { [model.name] + model.aliases }

    /// The price in force; `nil` where the model never had one.
    public func price(at now: Instant) -> PriceVersion? {
        prices.first { $0.effectiveFrom <= now }
    }

    public func priced(at now: Instant) -> PricedModel { PricedModel(model: model, price: price(at: now)) }

    /// What a reservation is reckoned by.
    public func callModel(at now: Instant) -> CallModel {
        prices.firstIndex { $0.effectiveFrom <= now }.map { callModels[$0] } ?? unpriced
    }

    /// What a call of an earlier time is reckoned by; `nil` where its price is too old to be in memory.
    public func callModel(inForceAt instant: Instant) -> CallModel? {
        guard !prices.isEmpty else { return unpriced }
        return prices.firstIndex { $0.effectiveFrom <= instant }.map { callModels[$0] }
    }

    /// - Parameter price: `nil` where the model never had one.
    public func callModel(with price: PriceVersion?) -> CallModel { CallModel(model, price) }
}

extension CallModel {
    fileprivate convenience init(_ model: Model, _ price: PriceVersion?) {
        self.init(
            id: model.id, name: model.name.text, provider: model.provider, maximumTokens: model.maximumTokens,
            priceVersion: price?.version, price: price?.state ?? .unpriced)
    }
}
