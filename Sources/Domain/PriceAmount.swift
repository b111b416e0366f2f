/// What one unit of a price costs, be it a million tokens, a minute or a piece: whole 10⁻¹⁸ of a dollar.
///
/// Price lists are kept in floats, and have their tails: a price per token of `2.9999900000000002e-06` has sixteen places
/// as one per million. All of them are kept, so that what a call costs is what the list says to the last digit; only the
/// sum is rounded.
public struct PriceAmount: Hashable, Comparable, Sendable {
    public static let decimalPlaces = 18
    public static let zero = PriceAmount(0)

    public let count: Int128

    public init(_ count: Int128) {
        self.count = count
    }

    public init(_ dollars: NanoDollars) {
        count = Int128(dollars.count) * Self.perNanoDollar
    }

    static let perNanoDollar: Int128 = 1_000_000_000
    /// Ten thousand million dollars a unit: no price is higher.
    public static let highest = PriceAmount(10_000_000_000 * 1_000_000_000_000_000_000)

    /// Reads a decimal as JSON writes one. `scale` moves the point first: with 6, a price per token is read as one per
    /// million. What is behind the eighteenth place after that is rounded up, so that nothing is ever charged too little.
    ///
    /// - Parameter factor: how many times that; what is multiplied is not rounded before.
    /// - Returns: `nil` for what is no number, is below zero, or is more than any price.
    public init?(decimal text: some StringProtocol, scale: Int = 0, times factor: Int128 = 1) {
        guard let number = DecimalDigits(text),
            let fine: Int128 = number.scaled(
                by: number.exponent + scale + Self.decimalPlaces + Self.sparePlaces, .roundedUp),
            fine == 0 || !number.isNegative
        else { return nil }
        let (product, overflowed) = fine.multipliedReportingOverflow(by: factor)
        guard !overflowed else { return nil }
        let (whole, rest) = product.quotientAndRemainder(dividingBy: Self.spare)
        let count = rest > 0 ? whole + 1 : whole
        guard count <= Self.highest.count else { return nil }
        self.init(count)
    }

    /// What is read more of an amount than is kept.
    private static let sparePlaces = 6
    private static let spare: Int128 = 1_000_000

    /// The same by a decimal factor, rounded up; `nil` where that is none, or would be more than any price.
    public func times(decimal factor: some StringProtocol) -> PriceAmount? {
        guard let number = DecimalDigits(factor), !number.isNegative, number.exponent >= -12,
            let digits: Int128 = number.scaled(by: 12 + number.exponent, .refused)
        else { return nil }
        let (product, overflowed) = count.multipliedReportingOverflow(by: digits)
        guard !overflowed else { return nil }
        let (whole, rest) = product.quotientAndRemainder(dividingBy: 1_000_000_000_000)
        let amount = rest > 0 ? whole + 1 : whole
        return amount > Self.highest.count ? nil : PriceAmount(amount)
    }

    public static func < (left: Self, right: Self) -> Bool { left.count < right.count }

    /// The shortest decimal that means the same: `0.0375`, `0`.
    public var text: String {
        let (whole, rest) = count.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
        guard rest > 0 else { return String(whole) }
        var places = String(rest)
        places = String(repeating: "0", count: Self.decimalPlaces - places.count) + places
        while places.last == "0" { places.removeLast() }
        return "\(whole).\(places)"
    }
}

extension PriceAmount: CustomStringConvertible {
    public var description: String { text }
}
