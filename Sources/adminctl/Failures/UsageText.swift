/// The parser's usage errors, in this program's voice.
enum UsageText {
    /// - Parameter reason: what the argument said of itself; it stands under the parser's sentence.
    static func readable(_ text: String, reason: String? = nil) -> String {
        let label = "Error: "
        let named = text.hasPrefix(label) ? "adminctl: " + text.dropFirst(label.count) : text
        var lines = named.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let reason { lines.insert("  " + reason, at: min(1, lines.count)) }
        // Somebody may have typed a secret as an argument; the parser quotes what it does not expect.
        return SafeText.readable(lines.joined(separator: "\n"), keepingLines: true)
    }
}
