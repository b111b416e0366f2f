/// A thing's labels: up to 16 names of up to 64 characters with values of up to 512, the bounds that LLM APIs have made
/// customary. Policies group and select by them.
public struct Metadata: Hashable, Sendable {
    public static let maximumEntries = 16
    public static let maximumNameLength = 64
    public static let maximumValueLength = 512
    /// A character may be built of any number of code points; this keeps the bounds above bounds on memory too.
    private static let maximumBytesPerCharacter = 4

    public let entries: [String: String]

    public static let empty = Metadata(unchecked: [:])

    /// Labels that were checked when they came in.
    public init(unchecked entries: [String: String]) {
        self.entries = entries
    }

    public init(_ entries: [String: String]) throws(AdminError) {
        try self.init(entries, name: TextRule.name, value: TextRule.text)
    }

    /// Labels as they stand in a database: those that were taken under an older rule stay, in normalization form C.
    ///
    /// - Throws: `invalidRequest` for what is beyond the bounds, which no label has ever been.
    public init(stored entries: [String: String]) throws(AdminError) {
        try self.init(entries, name: nil, value: nil)
    }

    /// - Parameters:
    ///   - name: `nil` takes names of any characters; so does `value` for values.
    private init(_ entries: [String: String], name: TextRule?, value: TextRule?) throws(AdminError) {
        guard entries.count <= Self.maximumEntries else {
            throw .invalid("metadata", "metadata holds at most \(Self.maximumEntries) entries.")
        }
        var checked: [String: String] = [:]
        checked.reserveCapacity(entries.count)
        for (label, content) in entries {
            guard Self.isName(label) else { throw Self.badName }
            let key = try name?.checked(label, "metadata") ?? label.normalized
            guard Self.isName(key) else { throw Self.badName }
            guard Self.fits(content, Self.maximumValueLength) else { throw Self.badValue(of: key) }
            let text = try value?.checked(content, "metadata.\(key)") ?? content.normalized
            guard Self.fits(text, Self.maximumValueLength) else { throw Self.badValue(of: key) }
            checked[key] = text
        }
        self.entries = checked
    }

    /// Whether a name is within the bounds.
    static func isName(_ text: String) -> Bool { !text.isEmpty && fits(text, maximumNameLength) }

    private static var badName: AdminError {
        .invalid("metadata", "A metadata name has 1 to \(maximumNameLength) characters.")
    }

    private static func badValue(of name: String) -> AdminError {
        .invalid("metadata.\(name)", "A metadata value has at most \(maximumValueLength) characters.")
    }

    /// Asked before a text is composed, so that the work is bounded, and after, as composing may lengthen it.
    private static func fits(_ text: String, _ length: Int) -> Bool {
        text.utf8.count <= length || (text.utf8.count <= length * maximumBytesPerCharacter && text.count <= length)
    }
}
