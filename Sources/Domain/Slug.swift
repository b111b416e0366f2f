/// The short name of a thing in paths and headers: 1–63 of `a`–`z`, `0`–`9`, `-`, beginning and ending with a letter or
/// a digit, like a DNS label (RFC 1123 §2.1). Always lowercase, so that comparing needs no care for case.
public struct Slug: Hashable, Sendable {
    public let text: String

    /// Lowercases ASCII letters; `nil` for anything else that is not a slug. What reads as an id is not a slug either:
    /// the header that names a tenant takes both.
    public init?(_ text: some StringProtocol) {
        // Letters beyond ASCII may become ASCII ones: U+212A is a K.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let lowered = text.lowercased()
        guard (1...63).contains(lowered.utf8.count), lowered.utf8.allSatisfy({ Self.isPlain($0) || $0 == 0x2D }),
            lowered.utf8.first != 0x2D, lowered.utf8.last != 0x2D, Identifier<Slug>(lowered) == nil
        else { return nil }
        self.text = lowered
    }

    /// Derives a slug from a name: letters and digits stay, runs of anything else become one `-`. `nil` where nothing is
    /// left of it (a name in a script without ASCII letters): then the caller has to choose one.
    public init?(derivedFrom name: String) {
        var output = ""
        for byte in name.lowercased().utf8 {
            if Self.isPlain(byte) {
                output.unicodeScalars.append(Unicode.Scalar(byte))
            } else if !output.isEmpty, output.utf8.last != 0x2D {
                output.append("-")
            }
            if output.utf8.count == 63 { break }
        }
        while output.utf8.last == 0x2D { output.removeLast() }
        self.init(output)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
