/// A mailbox of RFC 5321 §4.1.2 in its everyday form: no comments, no quoted local part, no address literal.
public struct EmailAddress: Hashable, Sendable {
    /// As it was given.
    public let text: String
    /// What uniqueness is judged by: the whole address in lower case.
    public let folded: String

    public init?(_ text: String) {
        guard TextRule.name.fault(in: text) == nil else { return nil }
        let text = text.normalized
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            parts[0].unicodeScalars.allSatisfy(Self.isLocal), Self.isDotted(parts[0]),
            parts[1].unicodeScalars.allSatisfy(Self.isDomain), Self.isDotted(parts[1])
        else { return nil }
        self.text = text
        folded = text.lowercased()
    }

    /// The `atext` of RFC 5322 §3.2.3, the dot, and letters beyond ASCII (RFC 6531).
    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return "!#$%&'*+-/=?^_`{|}~.".unicodeScalars.contains(scalar) || scalar.properties.isAlphabetic
                || ("0"..."9").contains(scalar)
        }
        return scalar.properties.isAlphabetic
    }

    /// Letters, digits, the hyphen and the dot, and beyond ASCII what an international name is made of (RFC 5890 §2.3.2.1).
    private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
        if !scalar.isASCII { return isInternational(scalar) }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "."
    }

    private static func isInternational(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber: true
        default: scalar.properties.isAlphabetic
        }
    }

    /// No empty label: neither a leading, a trailing nor a doubled dot.
    private static func isDotted(_ part: Substring) -> Bool {
        part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }
}
