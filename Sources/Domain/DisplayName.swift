/// What people call a thing: 1–255 characters, all of which show, no blanks at either end; in normalization form C.
public struct DisplayName: Hashable, Sendable {
    public let text: String

    public init(_ text: String, param: String = "name") throws(AdminError) {
        if text.isPrintableASCII, (1...255).contains(text.utf8.count), text.utf8.first != 0x20, text.utf8.last != 0x20 {
            self.text = text
            return
        }
        // Composing makes a text shorter, seldom longer: what is far too long is not worth it.
        guard text.utf8.count <= 4096 else { throw Self.badLength(param) }
        let name = try TextRule.name.checked(text, param)
        guard (1...255).contains(name.unicodeScalars.count) else { throw Self.badLength(param) }
        guard name.unicodeScalars.first?.isBlank == false, name.unicodeScalars.last?.isBlank == false else {
            throw .invalid(param, "\(param) must not begin or end with a blank.")
        }
        self.text = name
    }

    /// A name as it stands in a database: one that was taken under an older rule stays what its thing is called.
    public init(stored text: String) { self.text = text }

    /// What uniqueness is judged by where names are compared without regard to case.
    public var folded: String { text.lowercased() }

    private static func badLength(_ param: String) -> AdminError {
        .invalid(param, "\(param) must have 1 to 255 characters.")
    }
}
