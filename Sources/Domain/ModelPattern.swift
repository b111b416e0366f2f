/// What a list of models holds: a model's name or its id, or the beginning of a name with `*` at its end (`openai/*`). `*`
/// alone is every model.
public struct ModelPattern: Hashable, Sendable {
    public let text: String

    /// `nil` unless 1–255 bytes of what the name of a model is made of, with `*` at the very end or nowhere.
    public init?(_ text: String) {
        guard let text = ModelWord.read(text), !text.utf8.dropLast().contains(UInt8(ascii: "*")) else { return nil }
        self.text = text
    }

    /// What comes before the `*`; `nil` for what has none.
    public var prefix: Substring? {
        text.utf8.last == UInt8(ascii: "*") ? Substring(text.unicodeScalars.dropLast()) : nil
    }

    public func matches(_ model: ModelReference) -> Bool {
        guard let prefix else { return model.name == text || model.id == text }
        return model.name.utf8.starts(with: prefix.utf8)
    }
}
