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
