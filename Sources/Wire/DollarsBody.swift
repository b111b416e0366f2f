import Foundation

/// An amount of US dollars as it travels: a JSON number, read and written digit by digit and never as a float.
public struct DollarsBody: Codable, Hashable, Sendable {
    public let value: Decimal

    public init(_ value: Decimal) {
        self.value = value
    }

    /// The decimal in digits, without an exponent.
    public var text: String { value.description }

    public init(from decoder: any Decoder) throws {
        value = try namingField(of: decoder) { try decoder.singleValueContainer().decode(Decimal.self) }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
