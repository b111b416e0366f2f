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
        guard let count = number.scaled(by: number.exponent + scale + 9) else { return nil }
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

/// A JSON number taken apart: digits and the power of ten that they are to be multiplied by.
private struct DecimalDigits {
    private(set) var digits: [UInt8] = []
    private(set) var exponent = 0
    private var isNegative = false

    init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "-") {
            isNegative = true
            rest.removeFirst()
        }
        guard let whole = Self.takeDigits(&rest), !whole.isEmpty, whole.count == 1 || whole[0] != 0 else { return nil }
        digits = whole
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard let places = Self.takeDigits(&rest), !places.isEmpty else { return nil }
            digits += places
            exponent = -places.count
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            guard let power = Self.takeExponent(&rest) else { return nil }
            exponent += power
        }
        guard rest.isEmpty else { return nil }
    }

    /// More digits than any amount has are refused, so that a long text costs nothing.
    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits.count <= 64 else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.map { $0 - UInt8(ascii: "0") }
    }

    private static func takeExponent(_ rest: inout ArraySlice<UInt8>) -> Int? {
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        guard let digits = takeDigits(&rest), (1...4).contains(digits.count) else { return nil }
        let power = digits.reduce(0) { $0 * 10 + Int($1) }
        return isNegative ? -power : power
    }

    /// digits × 10^power, if that is a whole number of 64 bits.
    func scaled(by power: Int) -> Int64? {
        var digits = digits[...]
        var power = power
        while power < 0, digits.last == 0 {
            digits.removeLast()
            power += 1
        }
        if digits.allSatisfy({ $0 == 0 }) { return 0 }
        guard (0...32).contains(power) else { return nil }
        var value: Int64 = 0
        for digit in digits + [UInt8](repeating: 0, count: power) {
            let (shifted, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, wrapped) = shifted.subtractingReportingOverflow(Int64(digit))
            guard !overflowed, !wrapped else { return nil }
            value = sum
        }
        // Reckoned below zero, where one more value fits.
        return isNegative ? value : (value == .min ? nil : -value)
    }
}
