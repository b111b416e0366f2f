import Foundation

/// What a text from outside may consist of. Every door that one comes in by asks here: what one of them let through, another
/// would have to write to disk, or show in a terminal.
///
/// What is let through is in normalization form C (UAX #15). Swift holds texts equal that are canonically equivalent, and a
/// database compares bytes: in one form the two agree, so that what is one thing in memory is one on disk.
public enum TextRule: Sendable {
    /// No control characters, no separators of lines and paragraphs (which are no less), and nothing that turns the
    /// direction of the text around it.
    case text
    /// The same, with line feeds.
    case lines
    /// Nor anything that does not show: what people, or programs, tell things apart by.
    case name

    /// - Returns: the text in normalization form C.
    /// - Throws: `invalidRequest`, with the field and the first character that may not be in it.
    public func checked(_ text: String, _ param: String) throws(AdminError) -> String {
        if text.isPrintableASCII { return text }
        if let fault = fault(in: text) { throw .invalid(param, "\(param) must not contain \(fault).") }
        return text.normalized
    }

    /// The text with U+FFFD in the place of what may not be in it: for what must not be refused for it.
    public func mended(_ text: String) -> String {
        if text.isPrintableASCII { return text }
        guard fault(in: text) != nil else { return text.normalized }
        var mended = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { mended.append(refuses(scalar) ? "\u{FFFD}" : scalar) }
        return String(mended).normalized
    }

    /// What is wrong with a text, in words; `nil` for nothing.
    public func fault(in text: String) -> String? {
        if text.isPrintableASCII { return nil }
        if let scalar = text.unicodeScalars.first(where: refuses) {
            let kind = scalar.isControl ? "control character" : "character"
            return "the \(kind) \(scalar.codePoint)\(scalar.isControl ? "" : ", which \(scalar.effect)")"
        }
        guard case .name = self, let hidden = HiddenCharacters.first(in: text) else { return nil }
        return "the character \(hidden.codePoint), which does not show"
    }

    private func refuses(_ scalar: Unicode.Scalar) -> Bool {
        if case .lines = self, scalar == "\n" { return false }
        return scalar.isControl || scalar.isSeparator || scalar.turnsDirection
    }
}

extension Unicode.Scalar {
    /// Of Unicode's category Cc, which is closed (Unicode Standard §23.1): no table has to be asked.
    public var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

    /// LINE SEPARATOR and PARAGRAPH SEPARATOR, the whole of Zl and Zp.
    var isSeparator: Bool { value == 0x2028 || value == 0x2029 }

    /// The embeddings, overrides and isolates of UAX #9 §2: they reach beyond the text that they stand in.
    var turnsDirection: Bool { (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) }

    fileprivate var effect: String { isSeparator ? "ends a line" : "turns the direction of text" }

    /// `U+202E`: how Unicode names a character that cannot be shown.
    public var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension String {
    /// Whether nothing in it needs Unicode's tables, where looking up a character is slow.
    var isPrintableASCII: Bool { utf8.allSatisfy { (0x20...0x7E).contains($0) } }

    /// In normalization form C.
    var normalized: String {
        // Below U+0300 every character is in that form, whatever follows or precedes it.
        if unicodeScalars.allSatisfy({ $0.value < 0x300 }) { return self }
        return precomposedStringWithCanonicalMapping
    }
}
