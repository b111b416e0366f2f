/// What a key may use: a model's name, or a prefix that ends in `*` (`openai/*`). `*` alone is every model.
public struct ModelPattern: Hashable, Sendable {
    public let text: String

    /// `nil` unless 1–255 printable ASCII characters without spaces, with `*` at the very end or nowhere.
    public init?(_ text: String) {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.dropLast().contains("*")
        else { return nil }
        self.text = text
    }

    public func matches(_ model: String) -> Bool {
        text.utf8.last == UInt8(ascii: "*") ? model.utf8.starts(with: text.utf8.dropLast()) : model == text
    }
}
