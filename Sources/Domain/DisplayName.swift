/// What people call a thing: 1–255 characters, no control characters, no blanks at either end.
public struct DisplayName: Hashable, Sendable {
    public let text: String

    public init(_ text: String, param: String = "name") throws(AdminError) {
        if text.isPrintableASCII, (1...255).contains(text.utf8.count), text.utf8.first != 0x20, text.utf8.last != 0x20 {
            self.text = text
            return
        }
        guard (1...255).contains(text.unicodeScalars.count) else {
            throw .invalid(param, "\(param) must have 1 to 255 characters.")
        }
        guard text.unicodeScalars.allSatisfy({ !$0.isControl }) else {
            throw .invalid(param, "\(param) must not contain control characters.")
        }
        guard text.first?.isWhitespace == false, text.last?.isWhitespace == false else {
            throw .invalid(param, "\(param) must not begin or end with a blank.")
        }
        self.text = text
    }

    /// What uniqueness is judged by where names are compared without regard to case.
    public var folded: String { text.lowercased() }
}

extension Unicode.Scalar {
    /// Of Unicode's category Cc, which is closed (Unicode Standard §23.1): no table has to be asked.
    public var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

extension String {
    /// Whether nothing in it needs Unicode's tables, where looking up a character is slow.
    var isPrintableASCII: Bool { utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
