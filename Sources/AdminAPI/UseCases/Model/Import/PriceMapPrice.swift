import Domain
import Wire

/// Reads the price of an entry of the community's map: all of it, or, where a part is not understood, none.
struct PriceMapPrice {
    /// The entry's fields that tell of a price.
    private let costs: [String: LooseJSON]
    private let mode: String
    private let name: String
    private var components: [PriceComponent] = []
    /// What was not understood, by the names that the map has.
    private var reasons: Set<String> = []
    /// Whether the entry says what anything but output costs, be it nothing.
    private var saysInput = false

    /// - Parameter name: what the map calls the model, as sizes of images stand in names.
    init(_ members: [String: LooseJSON], mode: String?, name: String) {
        costs = members.filter { Self.isCost($0.key) && $0.value != .null }
        self.mode = mode ?? ""
        self.name = name
    }

    /// What tells of a price, known or not: names grow by some every month.
    private static func isCost(_ name: String) -> Bool {
        ["cost", "pric", "multiplier"].contains { name.contains($0) } || name == factors
    }

    private static let factors = "provider_specific_entry"

    /// `nil` where the map knows no price.
    ///
    /// - Throws: `invalidRequest` for an amount that is none.
    mutating func state() throws(AdminError) -> PriceState? {
        var rest = costs
        for (name, value) in costs.sorted(by: { $0.key < $1.key }) {
            guard let key = PriceMapKey(name) else { continue }
            rest[name] = nil
            try add(key, try value.amountText(name), name)
        }
        try addSearches(rest.removeValue(forKey: "search_context_cost_per_query"))
        try addTiers(rest.removeValue(forKey: "tiered_pricing"))
        rest = dropReferences(rest)
        try addFactors(&rest)
        for (name, value) in rest where !value.isNothing { reasons.insert(StrictJSON.printable(name)) }
        guard reasons.isEmpty else { return .unpriced(because: ListedPrice.listed(reasons)) }
        let price = ModelPrice(components)
        if !price.chargesNothing { return .priced(price) }
        return saysInput ? .free : nil
    }

    // MARK: - Amounts

    private mutating func add(_ key: PriceMapKey, _ text: String, _ name: String) throws(AdminError) {
        guard let meter = meter(key, text, name) else { return }
        if meter != .output { saysInput = true }
        let factor: Int128
        switch (key.kind, meter) {
        case (.pixel, .image): factor = pixels ?? 1
        case (_, _) where meter.unit == .minute: factor = 60
        default: factor = 1
        }
        let isPerMillion = meter.unit == .millionTokens || meter.unit == .million
        guard let amount = PriceAmount(decimal: text, scale: isPerMillion ? 6 : 0, times: factor) else {
            throw .badAmount(name)
        }
        let component = PriceComponent(
            meter, amount, variant: key.variant, aboveTokens: key.aboveTokens, size: key.size)
        // Two names for one thing have to agree.
        let others = components.filter { $0.isFor(component) }
        guard others.allSatisfy({ $0.amount == amount || $0.amount == .zero }) else {
            if amount > .zero { reasons.insert(name) }
            return
        }
        if others.isEmpty || amount > .zero { components.append(component) }
    }

    /// `nil` for what is charged by nothing that a call has; it is a reason, unless it is nothing.
    private mutating func meter(_ key: PriceMapKey, _ text: String, _ name: String) -> Meter? {
        switch key.kind {
        case .meter(let meter): return meter
        case .inputImage:
            // Who makes images and has no price for those that are made means them.
            let makesImages = mode.hasPrefix("image") && !isPaid("output_cost_per_image")
            return makesImages && !isPaid("output_cost_per_image_token") ? .image : .inputImage
        case .pixel:
            return pixels != nil && !isPaid("input_cost_per_image") && !isPaid("output_cost_per_image")
                ? .image : .pixel
        case .inputSecond, .outputSecond:
            if let meter = meterOfSeconds(isInput: key.kind == .inputSecond) { return meter }
            if PriceAmount(decimal: text) != .zero { reasons.insert(name) }
            return nil
        }
    }

    private func meterOfSeconds(isInput: Bool) -> Meter? {
        // Capacity that is reserved costs by the second of the clock.
        guard costs["cost_per_second"] == nil else { return nil }
        return switch mode {
        case "audio_transcription": .audio
        case "realtime" where isInput: .audio
        case "audio_speech": isInput ? .audio : .speech
        case "video_generation": isInput ? .inputVideo : .video
        default: nil
        }
    }

    private func isPaid(_ name: String) -> Bool { costs[name].map { !$0.isNothing } ?? false }

    /// As the name says: `azure/hd/1024-x-1792/dall-e-3`.
    private var pixels: Int128? {
        guard let match = name.firstMatch(of: /(?:^|\/)([0-9]{2,5})-x-([0-9]{2,5})(?:\/|$)/),
            let width = Int128(match.output.1), let height = Int128(match.output.2)
        else { return nil }
        return width * height
    }
}

// MARK: - What is no amount

extension PriceMapPrice {
    /// By the size of what the search brings in, where that makes a difference.
    private mutating func addSearches(_ value: LooseJSON?) throws(AdminError) {
        guard let value else { return }
        let name = "search_context_cost_per_query"
        guard let members = value.object else { throw .badAmount(name) }
        var amounts: [String: PriceAmount] = [:]
        for (member, value) in members where value != .null {
            let text = try value.amountText(name)
            let word = member.hasPrefix("search_context_size_") ? String(member.dropFirst(20)) : member
            guard ["low", "medium", "high"].contains(word), let amount = PriceAmount(decimal: text) else {
                reasons.insert(name)
                return
            }
            amounts[word] = amount
        }
        guard let first = amounts.values.first else { return }
        if amounts.count == 3, amounts.values.allSatisfy({ $0 == first }) {
            components.append(PriceComponent(.search, first))
        } else {
            components += amounts.map { PriceComponent(.search, $1, size: $0) }
        }
    }

    /// A list of ranges of prompt sizes, each with what all of a call costs whose prompt is in it.
    private mutating func addTiers(_ value: LooseJSON?) throws(AdminError) {
        guard let value else { return }
        guard let tiers = value.list else { throw .badAmount("tiered_pricing") }
        for tier in tiers {
            guard var members = tier.object, let lowest = Self.lowest(members.removeValue(forKey: "range")) else {
                reasons.insert("tiered_pricing")
                return
            }
            var inTier = PriceMapPrice(members, mode: mode, name: name)
            guard case .priced(let price)? = try inTier.state(), price.special.isEmpty,
                price.components.allSatisfy(\.meter.isTokens), members.count == inTier.costs.count
            else {
                reasons.insert("tiered_pricing")
                return
            }
            saysInput = true
            components += Self.tier(price, above: lowest)
        }
    }

    /// In a tier, what it does not name costs what it is a kind of costs in that tier.
    private static func tier(_ price: ModelPrice, above tokens: Int64) -> [PriceComponent] {
        var components = price.components.map { PriceComponent($0.meter, $0.amount, aboveTokens: tokens) }
        for (meter, parent) in [
            (Meter.cachedInput, Meter.input), (.cacheWrite, .input), (.reasoning, .output),
        ] where price[meter] == nil {
            if let amount = price[parent] { components.append(PriceComponent(meter, amount, aboveTokens: tokens)) }
        }
        return components
    }

    private static func lowest(_ range: LooseJSON?) -> Int64? {
        guard case .list(let bounds)? = range, bounds.count == 2, case .number(let lowest) = bounds[0], lowest >= 0
        else { return nil }
        return Int64(lowest.description)
    }

    /// Amounts in a provider's own unit stand beside the dollars that they come to.
    private func dropReferences(_ rest: [String: LooseJSON]) -> [String: LooseJSON] {
        rest.filter { name, _ in
            !(name.contains("_dbu_cost_") && costs[name.replacing("_dbu_cost_", with: "_cost_")] != nil)
        }
    }

    /// How many times the price calls cost that are made in a certain place or way; each is a variant of its own.
    private mutating func addFactors(_ rest: inout [String: LooseJSON]) throws(AdminError) {
        var factors: [(variant: String, factor: String, name: String)] = []
        for (name, variant) in Self.multipliers {
            guard let value = rest.removeValue(forKey: name) else { continue }
            factors.append((variant, try value.amountText(name), name))
        }
        for (variant, value) in rest.removeValue(forKey: Self.factors)?.object ?? [:] {
            guard Self.places.contains(variant), case .number(let factor) = value else { continue }
            factors.append((variant, factor.description, Self.factors))
        }
        let usual = components.filter { $0.variant == nil }
        for (variant, factor, name) in factors {
            for component in usual {
                guard let amount = component.amount.times(decimal: factor) else { throw .badAmount(name) }
                components.append(
                    PriceComponent(
                        component.meter, amount, variant: variant, aboveTokens: component.aboveTokens,
                        size: component.size))
            }
        }
    }

    private static let places: Set<String> = ["fast", "us", "eu"]

    private static let multipliers = [
        "regional_processing_uplift_multiplier_us": "us", "regional_processing_uplift_multiplier_eu": "eu",
        "regional_endpoint_uplift_multiplier": "regional", "fedramp_uplift_multiplier": "fedramp",
    ]
}
