/// The parser's usage errors, in this program's voice.
enum UsageText {
    static func readable(_ text: String) -> String {
        let label = "Error: "
        let named = text.hasPrefix(label) ? "adminctl: " + text.dropFirst(label.count) : text
        // Somebody may have typed a secret as an argument; the parser quotes what it does not expect.
        return SafeText.readable(named, keepingLines: true)
    }
}
