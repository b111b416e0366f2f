/// An amount of money: whole billionths of a US dollar. Never a float, at no point between the request and the row.
///
/// In JSON it is a decimal number of dollars with up to nine places (`0.0375`). The range is that of 64 bits: about nine
/// thousand million dollars either way.
public struct NanoDollars: Hashable, Comparable, Sendable {
    public static let perDollar: Int64 = 1_000_000_000
    public static let decimalPlaces = 9
    public static let zero = NanoDollars(0)
    public static let maximum = NanoDollars(.max)

    public let count: Int64

    public init(_ count: Int64) {
        self.count = count
    }

    public static func < (left: Self, right: Self) -> Bool { left.count < right.count }

    /// `nil` where the sum does not fit: a caller must say what an overflow means to it.
    public func adding(_ other: NanoDollars) -> NanoDollars? {
        let (sum, overflowed) = count.addingReportingOverflow(other.count)
        return overflowed ? nil : NanoDollars(sum)
    }
}

extension NanoDollars {
    /// Reads a decimal number as JSON writes one (RFC 8259 §6), exponent included: `0.15`, `3`, `1.5e-07`. `scale` moves
    /// the point first: with 6, a price per token is read as one per million tokens.
    ///
    /// `nil` for what is no number, needs more than nine places after that, or does not fit.
    public init?(decimal text: some StringProtocol, scale: Int = 0) {
        guard let number = DecimalDigits(text) else { return nil }
        guard let count: Int64 = number.scaled(by: number.exponent + scale + 9, .refused) else { return nil }
        self.init(count)
    }

    /// The same of a number that was reckoned in floats and has their tail (`3.0000000000000004e-05`): what is behind the
    /// ninth place is rounded up. Below zero there is no such number.
    public init?(roundingUp text: some StringProtocol) {
        guard let number = DecimalDigits(text), !number.isNegative else { return nil }
        guard let count: Int64 = number.scaled(by: number.exponent + 9, .roundedUp) else { return nil }
        self.init(count)
    }

    /// The shortest decimal that means the same: `0.0375`, `-3`, `0`.
    public var text: String {
        let magnitude = count.magnitude
        let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: UInt64(Self.perDollar))
        let sign = count < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        var places = String(rest)
        places = String(repeating: "0", count: 9 - places.count) + places
        while places.last == "0" { places.removeLast() }
        return "\(sign)\(whole).\(places)"
    }
}

extension NanoDollars: CustomStringConvertible {
    public var description: String { text }
}
