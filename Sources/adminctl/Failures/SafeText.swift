import Foundation

/// Makes text from elsewhere fit for a terminal and a log.
enum SafeText {
    /// Hidden characters, with which a name could move the cursor, rewrite what was printed or pass for another, become
    /// `?`; what looks like one of Keyhold's secrets keeps its prefix only.
    static func readable(_ text: String, keepingLines: Bool = false) -> String {
        withoutSecrets(withoutControls(text, keepingLines: keepingLines))
    }

    static func withoutControls(_ text: String, keepingLines: Bool = false) -> String {
        // Most texts are plain, and a list has many.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        let scalars = Array(text.unicodeScalars)
        var output = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let isKept = !scalar.isHidden || keepingLines && scalar == "\n" || scalars.joinsEmoji(at: index)
            output.append(isKept ? scalar : "?")
        }
        return String(output)
    }

    static func withoutSecrets(_ text: String) -> String {
        text.replacing(/kh([kas])_[0-9A-Za-z]{8,}/) { "kh\($0.output.1)_•••" }
    }
}
