import Foundation

/// JSON of any form, with the digits of its numbers as they came: what others wrote, to be read by a rule of theirs.
public indirect enum LooseJSON: Codable, Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Decimal)
    case text(String)
    case list([LooseJSON])
    case object([String: LooseJSON])

    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: FieldName.self) {
            var members: [String: LooseJSON] = [:]
            for key in container.allKeys {
                members[key.stringValue] = try container.decode(LooseJSON.self, forKey: key)
            }
            self = .object(members)
            return
        }
        if var container = try? decoder.unkeyedContainer() {
            var elements: [LooseJSON] = []
            while !container.isAtEnd { elements.append(try container.decode(LooseJSON.self)) }
            self = .list(elements)
            return
        }
        self = try Self.scalar(decoder)
    }

    private static func scalar(_ decoder: any Decoder) throws -> LooseJSON {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let value = try? container.decode(String.self) { return .text(value) }
        return .number(try namingField(of: decoder) { try container.decode(Decimal.self) })
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: FieldName.self)
            for (name, value) in members { try container.encode(value, forKey: FieldName(name)) }
        case .list(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .null, .bool, .number, .text: try encodeScalar(to: encoder)
        }
    }

    private func encodeScalar(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .null, .list, .object: try container.encodeNil()
        }
    }

    public var object: [String: LooseJSON]? { if case .object(let members) = self { members } else { nil } }
    public var list: [LooseJSON]? { if case .list(let elements) = self { elements } else { nil } }
    public var text: String? { if case .text(let text) = self { text } else { nil } }
}
