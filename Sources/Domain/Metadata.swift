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

    private init(unchecked entries: [String: String]) {
        self.entries = entries
    }

    public init(_ entries: [String: String]) throws(AdminError) {
        guard entries.count <= Self.maximumEntries else {
            throw .invalid("metadata", "metadata holds at most \(Self.maximumEntries) entries.")
        }
        for (name, value) in entries {
            guard Self.isName(name) else {
                throw .invalid(
                    "metadata", "A metadata name has 1 to \(Self.maximumNameLength) printable characters.")
            }
            guard Self.fits(value, Self.maximumValueLength), Self.isPrintable(value) else {
                throw .invalid(
                    "metadata.\(name)",
                    "A metadata value has at most \(Self.maximumValueLength) characters and no control characters.")
            }
        }
        self.entries = entries
    }

    public static func isName(_ text: String) -> Bool {
        !text.isEmpty && fits(text, maximumNameLength) && isPrintable(text)
    }

    private static func fits(_ text: String, _ length: Int) -> Bool {
        text.utf8.count <= length || (text.utf8.count <= length * maximumBytesPerCharacter && text.count <= length)
    }

    private static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { !$0.isControl }
    }
}
