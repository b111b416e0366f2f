/// A JSON value that keeps the order in which an object's members were written: a document is read by people, from top
/// to bottom, and compared by diff.
indirect enum DocumentValue: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Digits with a point, as they are to be read.
    case decimal(String)
    case string(String)
    case array([DocumentValue])
    case object([Member])

    struct Member: Sendable {
        let name: String
        let value: DocumentValue

        init(_ name: String, _ value: DocumentValue) {
            self.name = name
            self.value = value
        }
    }

    static func words(_ words: [String]) -> DocumentValue { .array(words.map { .string($0) }) }
}

extension DocumentValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    init(nilLiteral: ()) { self = .null }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int64) { self = .integer(value) }
}

extension DocumentValue: ExpressibleByStringInterpolation {
    init(stringLiteral value: String) { self = .string(value) }
}

extension DocumentValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(arrayLiteral elements: DocumentValue...) { self = .array(elements) }

    init(dictionaryLiteral elements: (String, DocumentValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
