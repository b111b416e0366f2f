import Admission
import Domain

/// The reply about one reservation: a `ReservationBody`, written straight from what is known of it.
struct ReservationReply: JSONWritable {
    let known: KnownReservation
    /// How the limits stood when it was made; in the reply to its making alone.
    var standings: [LimitStanding]?

    func write(to json: inout JSONWriter) {
        let row = known.reservation
        json.object { json in
            json.addOrNull("cost", row.estimate.cost?.body)
            json.add("created_at", row.createdAt)
            json.addOrNull("ended_at", row.endedAt)
            json.add("expires_at", row.expiresAt)
            json.add("holds", known.holds)
            json.add("id", row.id)
            json.add("input_tokens", row.estimate.inputTokens)
            json.add("key_id", row.call.keyID)
            json.add("max_output_tokens", row.estimate.outputTokens)
            json.addOrNull("model", row.call.model)
            json.add("object", "reservation")
            if let standings { json.list("rate_limits", standings, where: \.policy.isRate) }
            json.addOrNull("request_id", row.call.requestID)
            json.addOrNull("settlement", row.state == .settled ? known.entry.flatMap { ChargedUsage($0) } : nil)
            json.add("state", row.state.rawValue)
            if let standings { json.list("usage_limits", standings) { !$0.policy.isRate } }
        }
    }
}

/// A `UsageEntryBody`.
private struct ChargedUsage: JSONWritable {
    let entry: LedgerEntry
    let keyID: APIKeyID
    let usage: TokenUsage

    /// `nil` for what is no call's.
    init?(_ entry: LedgerEntry) {
        guard let keyID = entry.keyID, let usage = entry.usage else { return nil }
        (self.entry, self.keyID, self.usage) = (entry, keyID, usage)
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.addOrNull("cost", entry.cost?.body)
            json.add("created_at", entry.createdAt)
            json.add("id", entry.id)
            json.add("key_id", keyID)
            if !entry.metadata.isEmpty { json.add("metadata", entry.metadata) }
            json.addOrNull("model", entry.model)
            json.add("object", "usage")
            if let occurredAt = entry.occurredAt { json.add("occurred_at", occurredAt) }
            json.addOrNull("outcome", entry.outcome)
            json.addOrNull("price_version", entry.priceVersion)
            json.addOrNull("request_id", entry.requestID)
            if !usage.extras.unknown.isEmpty { json.add("unknown_counters", usage.extras.unknown) }
            if entry.cost == nil { json.add("unpriced", true) }
            json.add("usage", usage)
        }
    }
}

/// A `UsageBody`.
extension TokenUsage: JSONWritable {
    func write(to json: inout JSONWriter) {
        json.object { json in
            guard extras == .none else { return writeAll(to: &json) }
            json.add("cached_input_tokens", cachedInput)
            json.add("input_tokens", input)
            json.add("output_tokens", output)
            json.add("reasoning_tokens", reasoning)
            json.add("requests", requests)
        }
    }

    private func writeAll(to json: inout JSONWriter) {
        var members: [(name: String, value: any JSONWritable)] = [
            ("cached_input_tokens", cachedInput), ("input_tokens", input), ("output_tokens", output),
            ("reasoning_tokens", reasoning), ("requests", requests),
        ]
        members += extras.counts.map { ($0.usageName, $0.body(of: $1)) }
        members += extras.words.map { ($0.name, $0.text) }
        for member in members.sorted(by: { $0.name < $1.name }) { json.add(member.name, member.value) }
    }
}
