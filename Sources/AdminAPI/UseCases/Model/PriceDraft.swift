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
            try parsedInstant(text, "price.effective_from")
        }
        state = try Self.state(body)
    }

    static let unit = "per_million_tokens"

    private static func state(_ body: ModelPriceBody) throws(AdminError) -> PriceState {
        switch body.state {
        case "priced":
            guard body.unpricedBecause == nil else { throw badReasons }
            return .priced(try price(body))
        case "free", "unpriced":
            if let name = body.amounts.listed.first?.name ?? body.rates.map({ _ in "rates" }) {
                throw .invalid("price.\(name)", "Only a price with the state priced has amounts.")
            }
            return try body.state == "free" ? free(body) : .unpriced(because: reasons(body))
        default: throw .invalid("price.state", "price.state must be one of: priced, free, unpriced.")
        }
    }

    private static func free(_ body: ModelPriceBody) throws(AdminError) -> PriceState {
        guard body.unpricedBecause == nil else { throw badReasons }
        return .free
    }

    private static var badReasons: AdminError {
        .invalid(
            "price.unpriced_because",
            "price.unpriced_because goes with the state unpriced: up to 32 texts of 1 to 255 characters.")
    }

    private static func reasons(_ body: ModelPriceBody) throws(AdminError) -> [String] {
        let reasons = body.unpricedBecause ?? []
        guard reasons.count <= 32 else { throw badReasons }
        var checked: [String] = []
        for reason in reasons {
            guard (1...255).contains(reason.utf8.count), TextRule.name.fault(in: reason) == nil else {
                throw badReasons
            }
            checked.append(reason)
        }
        return checked
    }

    /// A model that is charged by the token says what both ways cost; one that is charged by the piece alone says that.
    private static func price(_ body: ModelPriceBody) throws(AdminError) -> ModelPrice {
        let rates = body.rates ?? []
        let named = Set((body.amounts.listed + rates.flatMap(\.amounts.listed)).map(\.name))
        if named.isEmpty || named.contains(where: { PriceComponent.isOfTokens($0) }) {
            for name in ["input", "output"] where body.amounts[name] == nil && !Self.suffices(named, without: name) {
                throw .invalid("price.\(name)", "price.\(name) is required where the state is priced.")
            }
        }
        var components = try PriceDraft.components(of: body.amounts, "price")
        guard rates.count <= mostRates else {
            throw .invalid("price.rates", "price.rates has at most \(mostRates) entries.")
        }
        for (index, rate) in rates.enumerated() { components += try self.components(of: rate, "price.rates[\(index)]") }
        return ModelPrice(components)
    }

    private static let mostRates = 64

    /// What takes in or gives out nothing but tokens of another kind has a price for those.
    private static func suffices(_ named: Set<String>, without name: String) -> Bool {
        name == "input"
            ? named.contains { $0.hasSuffix("_input") && !$0.hasPrefix("cached") }
            : named.contains { $0.hasSuffix("_output") }
    }

    private static func components(
        of rate: PriceRateBody, _ path: String
    ) throws(AdminError) -> [PriceComponent] {
        guard rate.variant != nil || rate.aboveTokens != nil || rate.size != nil, !rate.amounts.listed.isEmpty else {
            throw .invalid(
                path, "\(path) must say for what it is, by variant, above_tokens or size, and have an amount.")
        }
        let variant = try rate.variant.map { word throws(AdminError) in
            guard let word = PriceWord.variant(word) else { throw .badWord("\(path).variant") }
            return word
        }
        let size = try rate.size.map { word throws(AdminError) in
            guard let word = PriceWord.size(word) else { throw .badWord("\(path).size") }
            return word
        }
        if let tokens = rate.aboveTokens, !(1...TokenUsage.most).contains(tokens) {
            throw .invalid("\(path).above_tokens", "\(path).above_tokens must be between 1 and \(TokenUsage.most).")
        }
        return try components(of: rate.amounts, path).map { component throws(AdminError) in
            guard size == nil || Meter.sized.contains(component.meter) else {
                throw .invalid("\(path).\(component.meter.priceName)", "Only images, video and searches have a size.")
            }
            return PriceComponent(
                component.meter, component.amount, variant: variant, aboveTokens: rate.aboveTokens ?? 0, size: size)
        }
    }

    private static func components(
        of amounts: PriceAmountsBody, _ path: String
    ) throws(AdminError) -> [PriceComponent] {
        try amounts.listed.map { name, body throws(AdminError) in
            guard let meter = Meter(rawValue: name), let amount = PriceAmount(decimal: body.text) else {
                throw .invalid(
                    "\(path).\(name)", "\(path).\(name) must be dollars from 0 to \(PriceAmount.highest).")
            }
            return PriceComponent(meter, amount)
        }
    }
}

extension PriceComponent {
    fileprivate static func isOfTokens(_ name: String) -> Bool { Meter(rawValue: name)?.isTokens ?? false }
}

extension AdminError {
    fileprivate static func badWord(_ param: String) -> AdminError {
        .invalid(
            param,
            "\(param) must be a word of 1 to 64 letters, digits and the characters . _ - / (and begin with neither).")
    }
}
