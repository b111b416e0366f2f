/// A JSON number (RFC 8259 §6) taken apart: digits and the power of ten that they are to be multiplied by.
struct DecimalDigits {
    private(set) var digits: [UInt8] = []
    private(set) var exponent = 0
    private(set) var isNegative = false

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

    /// What is to become of digits behind the last place that there is room for.
    enum Excess { case refused, roundedUp }

    /// digits × 10^power, where that is a whole number, or is rounded up to one, and fits.
    func scaled<Number: FixedWidthInteger & SignedInteger>(by power: Int, _ excess: Excess) -> Number? {
        var digits = digits[...]
        var power = power
        var isCut = false
        while power < 0, let last = digits.last, last == 0 || excess == .roundedUp {
            isCut = isCut || last != 0
            digits.removeLast()
            power += 1
        }
        if digits.allSatisfy({ $0 == 0 }) { return isCut && !isNegative ? 1 : 0 }
        guard (0...48).contains(power) else { return nil }
        // Reckoned below zero, where one more value fits.
        var value: Number = 0
        for digit in digits + [UInt8](repeating: 0, count: power) {
            let (shifted, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, wrapped) = shifted.subtractingReportingOverflow(Number(digit))
            guard !overflowed, !wrapped else { return nil }
            value = sum
        }
        if isNegative { return value }
        let (up, wrapped) = value.subtractingReportingOverflow(isCut ? 1 : 0)
        return wrapped || up == .min ? nil : -up
    }
}
