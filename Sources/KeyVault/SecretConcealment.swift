extension SecretFormat {
    /// The text with `•••` in the place of whatever has the form of a secret, or the beginning of one: for texts that
    /// repeat something from outside, in a message or a log. Ids, names and digests never begin as secrets do.
    public static func concealing(_ text: String) -> String {
        // Most texts hold none, and this is asked of every error.
        guard beginnings.contains(where: text.contains) else { return text }
        var shown: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            guard let beginning = beginnings.first(where: { rest.starts(with: $0.utf8) }) else {
                shown.append(byte)
                rest = rest.dropFirst()
                continue
            }
            shown.append(contentsOf: "•••".utf8)
            // The next secret may follow at once.
            rest = rest.dropFirst(beginning.utf8.count).drop { Base62.isDigit($0) || $0 == UInt8(ascii: "_") }
        }
        return String(decoding: shown, as: UTF8.self)
    }

    /// A secret that stood in an address may have its underscore percent-encoded.
    private static let beginnings = SecretKind.allCases.map(\.rawValue).flatMap { prefix in
        [prefix] + ["%5F", "%5f"].map { prefix.dropLast() + $0 }
    }

    /// A word from outside, cut and cleaned so that it can stand in a message: at most 64 characters, none of them a
    /// control character, nothing of a secret.
    public static func quotable(_ word: some StringProtocol) -> String {
        let plain = word.unicodeScalars.lazy.filter { !$0.isControl }.prefix(256).map(Character.init)
        return String(concealing(String(plain)).prefix(64))
    }
}
