/// What most prices come to for most calls: tokens in and out, cached and reasoning ones, and calls. Every admission reckons
/// with it, so it is taken from the components once.
struct PlainPrice: Hashable, Sendable {
    /// For each class, what one of it costs in shares of a nano-dollar.
    private let input: Int128
    private let cachedInput: Int128
    private let output: Int128
    private let reasoning: Int128
    private let request: Int128

    /// `nil` where the price depends on more, or does not say what tokens cost in or out.
    init?(_ components: [PriceComponent]) {
        guard components.allSatisfy({ $0.isPlain && Self.meters.contains($0.meter) }) else { return nil }
        func share(of meter: Meter) -> Int128? {
            components.first { $0.meter == meter }.map { $0.amount.count * meter.unit.weight }
        }
        guard let input = share(of: .input), let output = share(of: .output) else { return nil }
        self.input = input
        self.output = output
        cachedInput = share(of: .cachedInput) ?? input
        reasoning = share(of: .reasoning) ?? output
        request = share(of: .request) ?? 0
    }

    /// Those that usage without extras has counts of, and what it never has.
    private static let meters = Meter.basic.union([.cacheWrite])

    /// - Returns: `nil` where it does not fit.
    func cost(of usage: TokenUsage) -> NanoDollars? {
        var sum: Int128 = 0
        func adds(_ count: Int64, _ share: Int128) -> Bool {
            let (part, isTooLarge) = share.multipliedReportingOverflow(by: Int128(count))
            let (next, overflowed) = sum.addingReportingOverflow(part)
            sum = next
            return !isTooLarge && !overflowed
        }
        guard adds(usage.input - usage.cachedInput, input), adds(usage.cachedInput, cachedInput),
            adds(usage.output - usage.reasoning, output), adds(usage.reasoning, reasoning),
            adds(usage.requests, request)
        else { return nil }
        return NanoDollars(shares: sum)
    }
}

extension NanoDollars {
    /// Rounded up; `nil` where it does not fit.
    init?(shares: Int128) {
        let (whole, rest) = shares.quotientAndRemainder(dividingBy: Meter.Unit.sharesOfNanoDollar)
        guard let count = Int64(exactly: rest > 0 ? whole + 1 : whole) else { return nil }
        self.init(count)
    }
}
