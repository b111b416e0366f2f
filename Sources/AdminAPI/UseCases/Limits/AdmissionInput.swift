import Admission
import Domain
import Wire

/// Reads what requests say of calls: errors name the field.
enum AdmissionInput {
    static func query(_ body: VerifyRequestBody) throws(AdminError) -> AdmissionQuery {
        var query = try query(
            key: body.key, model: body.model, address: body.address, metadata: body.metadata,
            userAgent: body.userAgent, requestID: body.requestID, estimate: body.estimate)
        if body.reserve == true {
            query.reserve = try reserve(body.requestID, body.ttlSeconds)
        } else if let seconds = body.ttlSeconds, seconds != Reservation.defaultTTL {
            // A client that was made from the document sends every default of it.
            throw .invalid("ttl_seconds", "ttl_seconds goes with reserve.")
        }
        return query
    }

    static func query(_ body: CreateReservationBody) throws(AdminError) -> AdmissionQuery {
        var query = try query(
            key: body.key, model: body.model, address: body.address, metadata: body.metadata,
            userAgent: body.userAgent, requestID: body.requestID, estimate: body.estimate)
        query.reserve = try reserve(body.requestID, body.ttlSeconds)
        return query
    }

    private static func query(
        key: String, model: String?, address: String?, metadata: [String: String]?, userAgent: String?,
        requestID: String?, estimate: EstimateBody?
    ) throws(AdminError) -> AdmissionQuery {
        let address = try address.map { text throws(AdminError) in
            guard let address = IPAddress(text) else {
                throw .invalid("address", "address must be an IPv4 or IPv6 address.")
            }
            return address
        }
        // It is written with the reservation, not asked for here; but whatever was sent is judged.
        _ = try Self.requestID(requestID)
        return AdmissionQuery(
            key: VerifyQuery(
                secret: key, model: try self.model(model), address: address,
                userAgent: try userAgent.map { text throws(AdminError) in
                    try TextRule.text.checked(CallOrigin.cut(text), "user_agent")
                }),
            metadata: try metadata.map { entries throws(AdminError) in try Metadata(entries) } ?? .empty,
            estimate: try estimate.map(size), reserve: nil)
    }

    /// Ids that are canonically equivalent are one: whether a call came before is asked in memory and on disk.
    static func requestID(_ text: String?) throws(AdminError) -> String? { try word(text, "request_id", atMost: 255) }

    /// What a caller names a model; be it in a catalogue or in none.
    static func model(_ text: String?) throws(AdminError) -> String? { try word(text, "model", atMost: 255) }

    static func outcome(_ text: String?) throws(AdminError) -> String? { try word(text, "outcome", atMost: 64) }

    /// Why something was put right, in a sentence.
    static func reason(_ text: String) throws(AdminError) -> String {
        guard let reason = try word(text, "reason", atMost: 500) else { throw badLength("reason", 500) }
        return reason
    }

    private static func word(_ text: String?, _ param: String, atMost length: Int) throws(AdminError) -> String? {
        guard let text else { return nil }
        // Composing makes a text shorter, seldom longer: what is far too long is not worth it.
        guard (1...length * 4).contains(text.utf8.count) else { throw badLength(param, length) }
        let word = try TextRule.name.checked(text, param)
        guard word.utf8.count <= length else { throw badLength(param, length) }
        return word
    }

    private static func badLength(_ param: String, _ length: Int) -> AdminError {
        .invalid(param, "\(param) must have 1 to \(length) characters.")
    }

    private static func reserve(_ requestID: String?, _ ttl: Int64?) throws(AdminError) -> ReserveRequest {
        try ReserveRequest(requestID: try Self.requestID(requestID), ttlSeconds: ttl ?? Reservation.defaultTTL)
    }

    private static func size(_ body: EstimateBody) throws(AdminError) -> CallSize {
        let size = CallSize(
            inputTokens: body.inputTokens, maxOutputTokens: body.maxOutputTokens,
            cost: try body.cost.map { cost throws(AdminError) in try dollars(cost, "estimate.cost") },
            extras: body.counters.isEmpty ? .none : try UsageInput.extras(body.counters, "estimate"))
        _ = try CallEstimate(
            inputTokens: size.inputTokens ?? 0, outputTokens: size.maxOutputTokens ?? 0, cost: size.cost)
        return size
    }

    /// Who reckons in floats has their tails: what is behind the ninth place is rounded up.
    static func dollars(_ body: DollarsBody, _ param: String) throws(AdminError) -> NanoDollars {
        guard let amount = NanoDollars(roundingUp: body.text), amount <= CallEstimate.highestCost else {
            throw .invalid(param, "\(param) must be dollars from 0 to \(CallEstimate.highestCost).")
        }
        return amount
    }

    static func use(_ body: SettleBody) throws(AdminError) -> SettledUse {
        SettledUse(
            usage: try UsageInput.usage(body.usage), outcome: try outcome(body.outcome),
            cost: try body.cost.map { cost throws(AdminError) in try dollars(cost, "cost") })
    }
}

/// What a settlement says of a call, but for the model that it is priced by.
struct SettledUse {
    let usage: TokenUsage
    let outcome: String?
    let cost: NanoDollars?

    func settlement(by model: PinnedModel) -> Settlement {
        Settlement(usage: usage, cost: cost, model: model.model, named: model.name, outcome: outcome)
    }
}
