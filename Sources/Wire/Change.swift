/// What a PATCH says of a field: nothing, `null`, or a value.
public enum Change<Value: Codable & Sendable>: Codable, Sendable {
    case keep
    case clear
    case set(Value)

    /// A value to set, or nothing to say.
    public init(_ value: Value?) {
        self = value.map { .set($0) } ?? .keep
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .clear : .set(try container.decode(Value.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .keep, .clear: try container.encodeNil()
        case .set(let value): try container.encode(value)
        }
    }
}

extension Change: Equatable where Value: Equatable {}

// Synthesized `Codable` calls these two for every `Change` field: they are what tells an absent field from a null.
extension KeyedDecodingContainer {
    public func decode<Value>(_ type: Change<Value>.Type, forKey key: Key) throws -> Change<Value> {
        guard contains(key) else { return .keep }
        return try Change(from: superDecoder(forKey: key))
    }
}

extension KeyedEncodingContainer {
    public mutating func encode<Value>(_ value: Change<Value>, forKey key: Key) throws {
        if case .keep = value { return }
        try value.encode(to: superEncoder(forKey: key))
    }
}

/// A field of a reply that is always there, be it as `null`.
public enum Nullable<Value: Codable & Sendable>: Codable, Sendable {
    case null
    case value(Value)

    public init(_ value: Value?) {
        self = value.map { .value($0) } ?? .null
    }

    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = container.decodeNil() ? .null : .value(try container.decode(Value.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .value(let value): try container.encode(value)
        }
    }
}

extension Nullable: Equatable where Value: Equatable {}
