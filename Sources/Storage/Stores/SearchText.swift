/// A text that is looked for, as SQL compares it. LIKE folds the letters of ASCII alone.
struct SearchText {
    let text: String

    /// For LIKE … ESCAPE '!': what has the text in it, in which nothing of the text is a pattern.
    var part: String { "%\(escaped)%" }

    /// The same: what ends in the text.
    var end: String { "%\(escaped)" }

    /// Where the text may begin an id: from the first inclusive to the last exclusive, as `g` comes after all that an id is
    /// written in.
    var idRange: (first: String, end: String)? {
        let folded = text.lowercased()
        let isOfID = folded.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
        }
        return isOfID ? (folded, folded + "g") : nil
    }

    private var escaped: String {
        text.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }
}
