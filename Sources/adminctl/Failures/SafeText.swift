import Foundation

/// Makes text from elsewhere fit for a terminal and a log.
enum SafeText {
    /// Control characters, with which a name could move the cursor or rewrite what was printed, become `?`; what looks
    /// like one of Keyhold's secrets keeps its prefix only.
    static func readable(_ text: String, keepingLines: Bool = false) -> String {
        withoutSecrets(withoutControls(text, keepingLines: keepingLines))
    }

    static func withoutControls(_ text: String, keepingLines: Bool = false) -> String {
        // Most texts are plain, and a list has many.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isKept = keepingLines && scalar == "\n"
            let isHostile = [.control, .format, .lineSeparator, .paragraphSeparator].contains(
                scalar.properties.generalCategory)
            // The zero-width joiner holds emoji together and moves nothing.
            output.append(isHostile && !isKept && scalar.value != 0x200D ? "?" : scalar)
        }
        return String(output)
    }

    static func withoutSecrets(_ text: String) -> String {
        text.replacing(/kh([kas])_[0-9A-Za-z]{8,}/) { "kh\($0.output.1)_•••" }
    }
}
