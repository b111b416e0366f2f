import Domain

extension SecretFormat {
    /// The text with `•••` in the place of whatever has the form of a secret, or the beginning of one: for texts that
    /// repeat something from outside, in a message or a log. Ids, names and digests never begin as secrets do.
    ///
    /// A secret is seen in any case, percent-encoded, and with characters within that do not show: a reader, or a program
    /// that decodes the text once more, would see it, too.
    public static func concealing(_ text: String) -> String {
        // Most texts hold none, and this is asked of every error.
        guard mayHoldSecret(text) else { return text }
        let seen = SeenText(text)
        var shown: [UInt8] = []
        var (index, copied) = (0, 0)
        while index < seen.bytes.count {
            guard beginsSecret(seen.bytes[index...]) else {
                index += 1
                continue
            }
            let end = seen.bytes[(index + prefixLength)...].firstIndex { !isOfSecret($0) } ?? seen.bytes.count
            shown += seen.source[copied..<seen.places[index].lowerBound] + Array("•••".utf8)
            // With what does not show after it.
            copied = end < seen.places.count ? seen.places[end].lowerBound : seen.source.count
            // The next secret may follow at once.
            index = end
        }
        return String(decoding: shown + seen.source[copied...], as: UTF8.self)
    }

    /// A word from outside, cut and cleaned so that it can stand in a message: at most 64 characters, all of which show,
    /// nothing of a secret.
    public static func quotable(_ word: some StringProtocol) -> String {
        let plain = word.unicodeScalars.lazy.filter { !$0.doesNotShow }.prefix(256).map(Character.init)
        return String(concealing(String(plain)).prefix(64))
    }

    private static let prefixes = SecretKind.allCases.map { Array($0.rawValue.utf8) }
    private static let prefixLength = 4

    private static func beginsSecret(_ bytes: some Collection<UInt8>) -> Bool {
        let beginning = bytes.prefix(prefixLength).map(lowercased)
        return prefixes.contains { $0 == beginning }
    }

    private static func isOfSecret(_ byte: UInt8) -> Bool { Base62.isDigit(byte) || byte == UInt8(ascii: "_") }

    /// Certain of plain ASCII without `%`; any other text is looked at more closely.
    private static func mayHoldSecret(_ text: String) -> Bool {
        // What was seen last, in lower case, the latest in the lowest byte.
        var last: UInt32 = 0
        for byte in text.utf8 {
            guard (0x20...0x7E).contains(byte), byte != UInt8(ascii: "%") else { return true }
            last = last << 8 | UInt32(lowercased(byte))
            if byte == UInt8(ascii: "_"), endings.contains(last) { return true }
        }
        return false
    }

    /// The prefixes as `mayHoldSecret` sees them.
    private static let endings = prefixes.map { $0.reduce(0) { $0 << 8 | UInt32($1) } as UInt32 }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
