/// A name of a field that is not known when the program is built.
public struct FieldName: CodingKey, Hashable {
    public let stringValue: String
    public var intValue: Int? { nil }

    public init(stringValue: String) { self.stringValue = stringValue }
    public init?(intValue: Int) { nil }

    public init(_ name: String) { stringValue = name }
}

/// A field of a request that nobody reads, at whatever depth: what it says is not to be dropped.
public struct UnknownFieldError: Error {
    public let codingPath: [any CodingKey]
    /// What to do instead, as a sentence; empty where there is nothing to say.
    public let advice: String

    public init(_ container: [any CodingKey], _ name: any CodingKey, advice: String = "") {
        codingPath = container + [name]
        self.advice = advice
    }
}

extension KeyedDecodingContainer {
    /// - Throws: `UnknownFieldError` for the first name, in the order of the names, that is none of these.
    func requireKnown(_ known: Set<String>, advice: (String) -> String = { _ in "" }) throws {
        let unknown = allKeys.filter { !known.contains($0.stringValue) }
        guard let first = unknown.min(by: { $0.stringValue < $1.stringValue }) else { return }
        throw UnknownFieldError(codingPath, first, advice: advice(first.stringValue))
    }
}
