public typealias ReservationID = Identifier<Reservation>

/// A hold on everything that a call counts on, from its admission until it is settled, released or expired.
///
/// Usage that was never reserved is one that was settled at once, so that one rule makes request ids unique.
public struct Reservation: Sendable {
    public enum State: String, CaseIterable, Sendable { case open, settled, released, expired }

    /// The longest time to live, in seconds: a day.
    public static let longestTTL: Int64 = 86_400
    public static let defaultTTL: Int64 = 600
    /// How long an ended one is remembered, in seconds: a repeated request within it is answered as the first.
    public static let retentionSeconds: Int64 = 86_400

    public let id: ReservationID
    public let call: ReservedCall
    public let estimate: CallEstimate
    public let createdAt: Instant
    public var expiresAt: Instant
    public var state: State
    public var endedAt: Instant?
    /// The row of the ledger that settled it, or charged it when it expired.
    public var entryID: LedgerEntryID?

    public init(
        id: ReservationID, call: ReservedCall, estimate: CallEstimate, createdAt: Instant, expiresAt: Instant,
        state: State = .open, endedAt: Instant? = nil, entryID: LedgerEntryID? = nil
    ) {
        self.id = id
        self.call = call
        self.estimate = estimate
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.state = state
        self.endedAt = endedAt
        self.entryID = entryID
    }
}

/// What a reservation has taken on counters.
public struct ReservedAmounts: Sendable {
    /// On budgets and on limits of concurrent calls.
    public let holds: [CounterHold]
    /// On windows of tokens, in the instant of the reservation's `createdAt`; corrected when the call is settled.
    public let windowCharges: [CounterHold]

    public init(holds: [CounterHold], windowCharges: [CounterHold]) {
        self.holds = holds
        self.windowCharges = windowCharges
    }
}

/// Whose call it is and what it is for: all that policies match by, kept so that it can be matched again when the call is
/// settled, whatever has become of the key. An object: a reservation is handed on often, and its call never changes.
public final class ReservedCall: Sendable {
    public let organizationID: OrganizationID
    public let keyID: APIKeyID
    public let owner: KeyOwner
    /// The caller's own id of the call; unique per key.
    public let requestID: String?
    /// As the caller named it.
    public let model: String?
    /// Of the catalogue's model that the name meant; `nil` where there was none.
    public let modelID: ModelID?
    /// The version of the model's price that was in force.
    public let priceVersion: Int64?
    /// The key's labels, and those of the request that the key does not have.
    public let metadata: [String: String]

    public init(
        organizationID: OrganizationID, keyID: APIKeyID, owner: KeyOwner, requestID: String?, model: String?,
        modelID: ModelID?, priceVersion: Int64?, metadata: [String: String]
    ) {
        self.organizationID = organizationID
        self.keyID = keyID
        self.owner = owner
        self.requestID = requestID
        self.model = model
        self.modelID = modelID
        self.priceVersion = priceVersion
        self.metadata = metadata
    }
}
