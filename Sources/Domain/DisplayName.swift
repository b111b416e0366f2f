/// What people call a thing: 1–255 characters, no control characters, no blanks at either end.
public struct DisplayName: Hashable, Sendable {
    public let text: String

    public init(_ text: String, param: String = "name") throws(AdminError) {
        guard (1...255).contains(text.unicodeScalars.count) else {
            throw .invalid(param, "\(param) must have 1 to 255 characters.")
        }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
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
