/// What a call costs by a price.
public enum PriceCharge: Hashable, Sendable {
    case known(NanoDollars)
    /// The price does not cover what was used.
    ///
    /// - Parameter because: by the name that usage has for it.
    case unknown(because: String)
    /// More than fits.
    case tooMuch
}

/// What of a call the price depends on, beside what was used.
struct PriceCircumstances {
    let variant: String?
    /// Tokens of the prompt, cached ones included.
    let promptTokens: Int64
    let sizes: [Meter: [String]]
}

extension ModelPrice {
    /// What a call costs: its parts are added exactly, and the sum is rounded up once, to the next nano-dollar. A call is
    /// thus never charged less than it cost, and never a nano-dollar more than that.
    public func charge(for usage: TokenUsage) -> PriceCharge {
        if let charge = plainCharge(for: usage) { return charge }
        return fullCharge(for: usage)
    }

    private func plainCharge(for usage: TokenUsage) -> PriceCharge? {
        guard let plain, usage.extras.counts.isEmpty, usage.extras.variant == nil else { return nil }
        return plain.cost(of: usage).map { .known($0) } ?? .tooMuch
    }

    func fullCharge(for usage: TokenUsage) -> PriceCharge {
        let circumstances = PriceCircumstances(
            variant: usage.extras.variant, promptTokens: usage.input, sizes: usage.extras.sizes)
        return charge(for: usage) { amount(of: $0, circumstances) }
    }

    /// What a call of at most so much may cost: by the dearest of the tiers that its prompt can reach.
    public func estimate(for usage: TokenUsage) -> PriceCharge {
        if let charge = plainCharge(for: usage) { return charge }
        let reached = [0] + Set(components.map(\.aboveTokens)).filter { $0 > 0 && $0 < usage.input }.map { $0 + 1 }
        return charge(for: usage) { meter in
            reached.compactMap { tokens in
                amount(
                    of: meter,
                    PriceCircumstances(
                        variant: usage.extras.variant, promptTokens: tokens, sizes: usage.extras.sizes))
            }.max()
        }
    }

    /// As `charge`; `nil` where it is not known, or does not fit.
    public func cost(of usage: TokenUsage) -> NanoDollars? {
        if case .known(let cost) = charge(for: usage) { cost } else { nil }
    }

    private func charge(for usage: TokenUsage, by amount: (Meter) -> PriceAmount?) -> PriceCharge {
        if let variant = usage.extras.variant, !covers(variant) { return .unknown(because: "variant \(variant)") }
        var sum: Int128 = 0
        let stated = usage.classes
        let implied = implied(in: usage).map { [($0, usage.requests)] } ?? []
        for (meter, count) in stated + implied where count > 0 {
            guard !isCovered(meter, by: stated) else { continue }
            guard let price = amount(meter) else {
                // A price of pieces alone says that tokens cost nothing.
                if meter == .request || meter.isTokens && !chargesTokens { continue }
                return .unknown(because: meter.usageName)
            }
            guard let part = Self.product(count, price, meter.unit.weight) else { return .tooMuch }
            let (next, overflowed) = sum.addingReportingOverflow(part)
            guard !overflowed else { return .tooMuch }
            sum = next
        }
        if implied.isEmpty, let missing = unstated(in: usage) { return .unknown(because: missing.usageName) }
        return NanoDollars(shares: sum).map { .known($0) } ?? .tooMuch
    }

    /// What goes without saying: a call of a model that makes images makes one, and a call that is charged by the query is
    /// one query.
    private func implied(in usage: TokenUsage) -> Meter? {
        guard paid.contains(.image) || paid.contains(.query),
            !paid.contains(where: { !$0.isTokens && usage.extras.counts[$0] != nil })
        else { return nil }
        if paid.contains(.image), !paid.contains(.imageOutput) { return .image }
        return paid.contains(.query) ? .query : nil
    }

    /// What would have to be known: something that the price charges by, where usage states nothing of that kind.
    private func unstated(in usage: TokenUsage) -> Meter? {
        let pieces = paid.filter { !$0.isTokens && $0 != .request }
        guard !chargesTokens, !paid.contains(.request), !pieces.isEmpty,
            !pieces.contains(where: { usage.extras.counts[$0] != nil })
        else { return nil }
        return Meter.allCases.first { pieces.contains($0) }
    }

    /// Lists often say what one thing costs in two measures: an image by the piece and by its tokens. It is charged once,
    /// by the tokens where usage states those, then by pixels, then by the piece.
    private func isCovered(_ meter: Meter, by stated: [(Meter, Int64)]) -> Bool {
        func charges(_ other: Meter) -> Bool {
            paid.contains(other) && stated.contains { $0.0 == other && $0.1 > 0 }
        }
        return switch meter {
        case .image: charges(.imageOutput) || charges(.pixel)
        case .pixel: charges(.imageOutput) || charges(.image) && !meters.contains(.pixel)
        case .inputImage: charges(.imageInput)
        case .audio: charges(.audioInput)
        case .speech: charges(.audioOutput)
        case .inputVideo: charges(.videoInput)
        case .video: charges(.videoOutput)
        case .character: charges(.input)
        case .outputCharacter: charges(.output)
        default: false
        }
    }

    private static func product(_ count: Int64, _ price: PriceAmount, _ weight: Int128) -> Int128? {
        let (part, overflowed) = price.count.multipliedReportingOverflow(by: Int128(count) * weight)
        return overflowed ? nil : part
    }
}

// MARK: - Which component counts

extension ModelPrice {
    /// Batches and slower service are discounts: without a price of their own they cost what calls mostly do. Of any other
    /// variant nobody can tell.
    private func covers(_ variant: String) -> Bool {
        variant == "batch" || variant == "flex" || components.contains { $0.variant == variant }
    }

    /// `nil` where neither the meter nor what it is a kind of has a price.
    func amount(of meter: Meter, _ circumstances: PriceCircumstances) -> PriceAmount? {
        if !isSpecial { return plainAmount(of: meter) }
        for meter in [meter] + meter.parents where meters.contains(meter) {
            let own = components.filter { $0.meter == meter }
            if let amount = amount(among: sized(own, circumstances), circumstances) { return amount }
        }
        return nil
    }

    private func plainAmount(of meter: Meter) -> PriceAmount? {
        if let own = components.first(where: { $0.meter == meter }) { return own.amount }
        for parent in meter.parents {
            if let component = components.first(where: { $0.meter == parent }) { return component.amount }
        }
        return nil
    }

    /// Those for the size that was stated, or else for any; where there are none for any, those of all sizes.
    private func sized(
        _ components: [PriceComponent], _ circumstances: PriceCircumstances
    ) -> [[PriceComponent]] {
        guard components.contains(where: { $0.size != nil }), let meter = components.first?.meter else {
            return [components]
        }
        for size in circumstances.sizes[meter] ?? [] {
            let found = components.filter { $0.size == size }
            if !found.isEmpty { return [found] }
        }
        let plain = components.filter { $0.size == nil }
        guard plain.isEmpty else { return [plain] }
        return Dictionary(grouping: components, by: \.size).values.map { Array($0) }
    }

    /// The dearest of the sizes; `nil` where none is for such a call.
    private func amount(
        among sizes: [[PriceComponent]], _ circumstances: PriceCircumstances
    ) -> PriceAmount? {
        sizes.compactMap { components in
            let usual = Self.tier(of: components.filter { $0.variant == nil }, circumstances.promptTokens)
            guard let variant = circumstances.variant,
                let own = Self.tier(of: components.filter { $0.variant == variant }, circumstances.promptTokens)
            else { return usual?.amount }
            // A variant that knows fewer tiers is no cheaper above them.
            guard let usual, usual.aboveTokens > own.aboveTokens else { return own.amount }
            return max(usual.amount, own.amount)
        }.max()
    }

    /// Of the tiers, which are sorted, the last that a prompt reaches: what is for longer prompts alone is not for it.
    private static func tier(of components: [PriceComponent], _ promptTokens: Int64) -> PriceComponent? {
        components.last { $0.aboveTokens < promptTokens || $0.aboveTokens == 0 }
    }
}

extension Meter.Unit {
    /// In how many parts a nano-dollar is cut, so that none of the units leaves a rest.
    static let sharesOfNanoDollar = PriceAmount.perNanoDollar * 3_000_000

    /// What one of the million, of the minute's milliseconds or of the pieces is of that.
    var weight: Int128 {
        switch self {
        case .millionTokens, .million: 3
        case .minute: 50
        case .piece: 3_000_000
        }
    }
}
