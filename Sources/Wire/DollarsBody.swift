import Foundation

/// An amount of US dollars, or of something that is counted, as it travels: a JSON number, read and written digit by
/// digit and never as a float.
public struct DollarsBody: Codable, Sendable {
    private enum Amount: Sendable {
        case decimal(Decimal)
        /// So many of the last of so many decimal places.
        case units(Int64, decimalPlaces: Int)
    }

    private let amount: Amount

    public init(_ value: Decimal) {
        amount = .decimal(value)
    }

    /// - Parameter decimalPlaces: 0–18; 375 with 4 of them is 0.0375.
    public init(units: Int64, decimalPlaces: Int) {
        amount = .units(units, decimalPlaces: decimalPlaces)
    }

    public var value: Decimal {
        switch amount {
        case .decimal(let value): value
        case .units(let units, let places):
            Decimal(sign: units < 0 ? .minus : .plus, exponent: -places, significand: Decimal(units.magnitude))
        }
    }

    /// The decimal in digits, without an exponent.
    public var text: String {
        switch amount {
        case .decimal(let value): value.description
        case .units(let units, let places): Self.text(units, places)
        }
    }

    private static func text(_ units: Int64, _ places: Int) -> String {
        var digits = String(units.magnitude)
        if places > 0 {
            if digits.utf8.count <= places {
                digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
            }
            var fraction = digits.suffix(places)
            let whole = digits.dropLast(places)
            while fraction.utf8.last == UInt8(ascii: "0") { fraction.removeLast() }
            digits = fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
        }
        return units < 0 ? "-" + digits : digits
    }

    public init(from decoder: any Decoder) throws {
        self.init(try namingField(of: decoder) { try decoder.singleValueContainer().decode(Decimal.self) })
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension DollarsBody: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.value == right.value }

    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
