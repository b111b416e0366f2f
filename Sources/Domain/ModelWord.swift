/// What models and their providers are called: 1–255 bytes of characters that show, with blanks within.
public enum ModelWord {
    /// - Returns: the word in normalization form C; `nil` for what is none.
    public static func read(_ text: String) -> String? {
        guard (1...255).contains(text.utf8.count) else { return nil }
        if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
        guard TextRule.name.fault(in: text) == nil else { return nil }
        let word = text.normalized
        guard word.utf8.count <= 255, word.unicodeScalars.first?.isBlank == false,
            word.unicodeScalars.last?.isBlank == false
        else { return nil }
        return word
    }
}
