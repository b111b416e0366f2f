public typealias LedgerEntryID = Identifier<LedgerEntry>

/// A row of the ledger: what happened, what it cost, and what it charged where. Rows are only ever added, and never change.
public final class LedgerEntry: Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// A reservation was settled, in time or late.
        case settlement
        /// Usage was recorded that had never been reserved.
        case usage
        /// An admitted call that reserved nothing was counted on budgets of requests.
        case call
        /// A reservation expired, and policies charge what it held.
        case expiry
        /// Somebody set a counter back to zero.
        case reset
        /// Another row is put right: usage, cost and charges are differences.
        case correction
    }

    public let id: LedgerEntryID
    public let organizationID: OrganizationID
    public let kind: Kind
    public let reservationID: ReservationID?
    public let keyID: APIKeyID?
    public let requestID: String?
    /// The model that answered, as the caller named it, and the version of its price that was reckoned with.
    public let model: String?
    public let modelID: ModelID?
    public let priceVersion: Int64?
    public let usage: TokenUsage?
    /// `nil` where the model was unpriced, and for a reset.
    public let cost: NanoDollars?
    /// How the call ended, in the caller's word.
    public let outcome: String?
    public let charges: [CounterCharge]
    /// When the call was, where its reporter says so; `nil`: when the row was made.
    public let occurredAt: Instant?
    /// The row that this one puts right, and why.
    public let corrects: LedgerEntryID?
    public let reason: String?
    /// Of a call whose cost nobody can tell: the budgets in money that it came under; `nil` where the cost is known.
    public let unpriced: [PolicyID]?
    /// The labels of the call and of its key, which go before; empty where there are none. A correction has its call's.
    public let metadata: [String: String]
    public let createdAt: Instant

    public init(
        id: LedgerEntryID, organizationID: OrganizationID, kind: Kind, reservationID: ReservationID? = nil,
        keyID: APIKeyID? = nil, requestID: String? = nil, model: String? = nil, modelID: ModelID? = nil,
        priceVersion: Int64? = nil,
        usage: TokenUsage? = nil, cost: NanoDollars? = nil, outcome: String? = nil, charges: [CounterCharge],
        occurredAt: Instant? = nil, corrects: LedgerEntryID? = nil, reason: String? = nil,
        unpriced: [PolicyID]? = nil, metadata: [String: String] = [:], createdAt: Instant
    ) {
        self.id = id
        self.organizationID = organizationID
        self.kind = kind
        self.reservationID = reservationID
        self.keyID = keyID
        self.requestID = requestID
        self.model = model
        self.modelID = modelID
        self.priceVersion = priceVersion
        self.usage = usage
        self.cost = cost
        self.outcome = outcome
        self.charges = charges
        self.occurredAt = occurredAt
        self.corrects = corrects
        self.reason = reason
        self.unpriced = unpriced
        self.metadata = metadata
        self.createdAt = createdAt
    }
}
