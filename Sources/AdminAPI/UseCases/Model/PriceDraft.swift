import Domain
import Wire

/// What a request says of a price, read before any transaction begins.
struct PriceDraft: Hashable, Sendable {
    let state: PriceState
    /// `nil` where nothing was said.
    let effectiveFrom: Instant?

    init(_ state: PriceState, effectiveFrom: Instant? = nil) {
        self.state = state
        self.effectiveFrom = effectiveFrom
    }

    init(_ body: ModelPriceBody) throws(AdminError) {
        guard body.currency ?? "USD" == "USD" else { throw .invalid("price.currency", "price.currency must be USD.") }
        guard body.unit ?? Self.unit == Self.unit else {
            throw .invalid("price.unit", "price.unit must be \(Self.unit).")
        }
        effectiveFrom = try body.effectiveFrom.map { text throws(AdminError) in
            guard let instant = Instant(rfc3339: text) else {
                throw .invalid(
                    "price.effective_from",
                    "price.effective_from must be an RFC 3339 date and time such as 2027-01-31T09:30:00Z.")
            }
            return instant
        }
        state = try Self.state(body)
    }

    static let unit = "per_million_tokens"

    private static func state(_ body: ModelPriceBody) throws(AdminError) -> PriceState {
        switch body.state {
        case "priced": return .priced(try price(body))
        case "free", "unpriced":
            if let (name, _) = body.amounts.first(where: { $0.amount != nil }) {
                throw .invalid("price.\(name)", "Only a price with the state priced has amounts.")
            }
            return body.state == "free" ? .free : .unpriced
        default: throw .invalid("price.state", "price.state must be one of: priced, free, unpriced.")
        }
    }

    private static func price(_ body: ModelPriceBody) throws(AdminError) -> ModelPrice {
        ModelPrice(
            input: try required(body.input, "input"),
            cachedInput: try amount(body.cachedInput, "cached_input"),
            cacheWrite: try amount(body.cacheWrite, "cache_write"),
            output: try required(body.output, "output"),
            reasoning: try amount(body.reasoning, "reasoning"),
            perImage: try amount(body.perImage, "per_image"),
            perAudioMinute: try amount(body.perAudioMinute, "per_audio_minute"),
            perRequest: try amount(body.perRequest, "per_request"))
    }

    private static func required(_ body: DollarsBody?, _ name: String) throws(AdminError) -> NanoDollars {
        guard let amount = try amount(body, name) else {
            throw .invalid("price.\(name)", "price.\(name) is required where the state is priced.")
        }
        return amount
    }

    private static func amount(_ body: DollarsBody?, _ name: String) throws(AdminError) -> NanoDollars? {
        guard let body else { return nil }
        guard let amount = NanoDollars(decimal: body.text), amount >= .zero else {
            throw .invalid(
                "price.\(name)",
                "price.\(name) must be dollars from 0 to \(NanoDollars.maximum) with at most nine decimal places.")
        }
        return amount
    }
}

extension ModelPriceBody {
    var amounts: [(name: String, amount: DollarsBody?)] {
        [
            ("input", input), ("cached_input", cachedInput), ("cache_write", cacheWrite), ("output", output),
            ("reasoning", reasoning), ("per_image", perImage), ("per_audio_minute", perAudioMinute),
            ("per_request", perRequest),
        ]
    }
}
