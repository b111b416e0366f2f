import Domain
import Wire

/// A record of usage that was read and found well-formed.
struct UsageDraft: Sendable {
    let keyID: APIKeyID
    let requestID: String?
    let model: String?
    let usage: TokenUsage
    let cost: NanoDollars?
    let outcome: String?
    let metadata: Metadata
    /// `nil`: now.
    let occurredAt: Instant?

    init(_ body: UsageRecordBody, within bounds: OccurrenceBounds) throws(AdminError) {
        guard let id = APIKeyID(body.keyID) else { throw .invalid("key_id", "key_id must be a key's id.") }
        keyID = id
        requestID = try AdmissionInput.requestID(body.requestID)
        model = try AdmissionInput.model(body.model)
        usage = try UsageInput.usage(body.usage)
        cost = try body.cost.map { cost throws(AdminError) in try AdmissionInput.dollars(cost, "cost") }
        outcome = try AdmissionInput.outcome(body.outcome)
        metadata = try body.metadata.map { entries throws(AdminError) in try Metadata(entries) } ?? .empty
        occurredAt = try body.occurredAt.map { text throws(AdminError) in try bounds.instant(text) }
    }
}

/// From when until when a call may have been that is recorded now.
struct OccurrenceBounds {
    /// By how much a reporter's clock may be ahead, in seconds.
    static let aheadSeconds: Int64 = 300

    let days: Int64
    let now: Instant

    private var earliest: Instant { now.adding(seconds: -days * 86_400) }
    private var latest: Instant { now.adding(seconds: Self.aheadSeconds) }

    func instant(_ text: String) throws(AdminError) -> Instant {
        let instant = try parsedInstant(text, "occurred_at")
        guard (earliest...latest).contains(instant) else {
            throw .invalid(
                "occurred_at",
                """
                occurred_at must be from \(earliest.rfc3339) to \(latest.rfc3339): at most \(days) days ago \
                (usage.max_age_days), and 5 minutes ahead of the server's clock.
                """)
        }
        return instant
    }
}
