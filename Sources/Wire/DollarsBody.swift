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
        guard places > 0 else { return String(units) }
        // From the last digit to the first, as division yields them: a sign, a point, 18 digits behind and 19 before it.
        return String(unsafeUninitializedCapacity: 40) { buffer in
            var (rest, start, isSignificant) = (units.magnitude, buffer.count, false)
            func put(_ byte: UInt8) {
                start -= 1
                buffer.initializeElement(at: start, to: byte)
            }
            for _ in 0..<places {
                let digit = UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
                isSignificant = isSignificant || digit > 0
                if isSignificant { put(UInt8(ascii: "0") + digit) }
            }
            if isSignificant { put(UInt8(ascii: ".")) }
            repeat {
                put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            } while rest > 0
            if units < 0 { put(UInt8(ascii: "-")) }
            for position in start..<buffer.count {
                buffer.initializeElement(at: position - start, to: buffer[position])
            }
            return buffer.count - start
        }
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
