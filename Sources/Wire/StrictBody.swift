/// A request body that lists its fields, so that one it does not know is an error that names it and not a wish that is
/// silently dropped.
public protocol StrictBody: Codable, Sendable {
    static var fields: [String] { get }
    /// The fields of fields that are objects, or lists of objects, with a fixed set of names.
    static var nestedFields: [String: [String]] { get }
}

extension StrictBody {
    public static var nestedFields: [String: [String]] { [:] }
}

extension StrictBody {
    static func names<Key: CodingKey & CaseIterable>(_ keys: Key.Type) -> [String] {
        keys.allCases.map(\.stringValue)
    }
}
