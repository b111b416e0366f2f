import Domain
import Policy
import Storage

extension AdminService {
    /// Adds a version where the draft says something that the last one does not.
    ///
    /// - Parameter standing: newest first, from the last version that was given to the one in force.
    func reprice(
        _ model: Model, _ draft: PriceDraft, standing: [PriceVersion], _ transaction: any Transaction
    ) throws(AdminError) {
        guard draft.differs(from: standing.first, at: transaction.now) else { return }
        try transaction.modelPrices.insert(
            try nextPrice(draft, of: model, standing: standing, now: transaction.now), of: model)
    }

    /// The version that a draft makes.
    ///
    /// - Throws: `invalidRequest` where it would begin before the price in force did; `conflict` where there would be too
    ///   many.
    func nextPrice(
        _ draft: PriceDraft, of model: Model, standing: [PriceVersion], now: Instant
    ) throws(AdminError) -> PriceVersion {
        let effectiveFrom = try ModelRules.effectiveFrom(
            draft.effectiveFrom, inForce: standing.last { $0.effectiveFrom <= now }, now: now)
        let coming = standing.count { $0.effectiveFrom > now }
        guard effectiveFrom <= now || coming < ModelRules.maximumComingPrices else {
            throw .conflict(
                "The model has \(coming) prices that are yet to come, the most there may be.",
                param: "price.effective_from")
        }
        let version = (standing.first?.version ?? 0) + 1
        guard version <= ModelRules.maximumPriceVersions else {
            throw .conflict("The model has had \(ModelRules.maximumPriceVersions) prices, the most there may be.")
        }
        return PriceVersion(
            modelID: model.id, version: version, state: draft.state, effectiveFrom: effectiveFrom, createdAt: now)
    }
}

extension PriceDraft {
    /// Whether it says anything new. A model that never had a price is unpriced without being told so.
    func differs(from latest: PriceVersion?, at now: Instant) -> Bool {
        guard let latest else { return state != .unpriced || effectiveFrom != nil }
        if let effectiveFrom { return state != latest.state || effectiveFrom != latest.effectiveFrom }
        return state != latest.state || latest.effectiveFrom > now
    }
}
