/// A row of the ledger with everything that has been put right about it since.
public struct UsageChain: Sendable {
    public let entry: LedgerEntry
    /// In the order in which they were made.
    public let corrections: [LedgerEntry]
    /// What its reservation was charged when it expired, ahead of a late settlement.
    public let expiry: LedgerEntry?

    public init(entry: LedgerEntry, corrections: [LedgerEntry], expiry: LedgerEntry? = nil) {
        self.entry = entry
        self.corrections = corrections
        self.expiry = expiry
    }

    /// As it now is.
    public var usage: TokenUsage? {
        guard let first = entry.usage else { return nil }
        return corrections.reduce(first) { usage, correction in correction.usage.map { usage.adding($0) } ?? usage }
    }

    /// As it now is; `nil` where nobody can tell yet.
    public var cost: NanoDollars? {
        let costs = [entry.cost] + corrections.map(\.cost)
        let known = costs.compactMap { $0 }
        return known.isEmpty ? nil : NanoDollars(known.reduce(0) { $0 + $1.count })
    }

    /// The version of the price that it was reckoned by last.
    public var priceVersion: Int64? { corrections.last { $0.priceVersion != nil }?.priceVersion ?? entry.priceVersion }
}

extension TokenUsage {
    /// The difference of two, for a correction: its counts may be below zero. How the call was made is said as it is in the
    /// new one.
    public static func difference(from old: TokenUsage, to new: TokenUsage) -> TokenUsage {
        var extras = new.extras
        extras.counts = combined(old.extras.counts, new.extras.counts) { $1 - $0 }
        return TokenUsage(
            uncheckedInput: new.input - old.input, cachedInput: new.cachedInput - old.cachedInput,
            output: new.output - old.output, reasoning: new.reasoning - old.reasoning,
            requests: new.requests - old.requests, extras: extras)
    }

    func adding(_ difference: TokenUsage) -> TokenUsage {
        var extras = difference.extras
        extras.counts = Self.combined(self.extras.counts, difference.extras.counts) { $0 + $1 }
        return TokenUsage(
            uncheckedInput: input + difference.input, cachedInput: cachedInput + difference.cachedInput,
            output: output + difference.output, reasoning: reasoning + difference.reasoning,
            requests: requests + difference.requests, extras: extras)
    }

    private static func combined(
        _ left: [Meter: Int64], _ right: [Meter: Int64], _ combine: (Int64, Int64) -> Int64
    ) -> [Meter: Int64] {
        var counts: [Meter: Int64] = [:]
        for meter in Set(left.keys).union(right.keys) { counts[meter] = combine(left[meter] ?? 0, right[meter] ?? 0) }
        return counts
    }
}
