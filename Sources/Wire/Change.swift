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
        self = container.decodeNil() ? .clear : .set(try namingField(of: decoder) { try container.decode(Value.self) })
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

extension KeyedDecodingContainer {
    /// These two take the place of the library's own, so that a number that does not fit is named.
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
        guard contains(key) else {
            throw DecodingError.keyNotFound(
                key, DecodingError.Context(codingPath: codingPath, debugDescription: "required"))
        }
        let decoder = try superDecoder(forKey: key)
        return try namingField(of: decoder) { try decoder.singleValueContainer().decode(type) }
    }

    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        guard contains(key) else { return nil }
        let decoder = try superDecoder(forKey: key)
        let container = try decoder.singleValueContainer()
        return container.decodeNil() ? nil : try namingField(of: decoder) { try container.decode(type) }
    }
}

/// Of a number that does not fit, the library says that the whole text is corrupt; this says which field it is.
func namingField<Value>(of decoder: any Decoder, _ decode: () throws -> Value) throws -> Value {
    do {
        return try decode()
    } catch let error as DecodingError {
        if case .dataCorrupted(let context) = error, context.codingPath.isEmpty { throw unreadable(decoder) }
        throw error
    } catch let error as UnknownFieldError {
        throw error
    } catch {
        throw unreadable(decoder)
    }
}

private func unreadable(_ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "out of range"))
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
