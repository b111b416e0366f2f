/// Header fields in order. Names are looked up without regard to case (RFC 9110 §5.1).
public struct Headers: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    public private(set) var fields: [Field] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map(Field.init)
    }

    /// The first value under the name. Setting replaces all of them; setting nil removes them.
    public subscript(name: String) -> String? {
        get { all(name).first }
        set {
            fields.removeAll { $0.isNamed(name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Every value under the name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }

    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    public struct Field: Sendable, Equatable {
        public let name: String
        public let value: String

        func isNamed(_ other: String) -> Bool {
            name.lowercased() == other.lowercased()
        }
    }
}
