/// A secret's text. Prints as `•••`, is not `Codable`, and is revealed only by `revealSecret()`.
///
/// Equality takes constant time. It is deliberately not `Hashable`: a secret is found by its keyed digest.
public struct Secret: Sendable, Redacted {
    let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// The text itself: for the one reply that hands it out, and for nothing else.
    public func revealSecret() -> String { text }

    /// Enough to recognise a secret by, `khk_…9xQ2`; `•••` for what is not well-formed.
    ///
    /// The four characters are the end of the checksum: at most 24 of the body's 178 bits can be concluded from them.
    public var masked: String {
        guard let kind = SecretFormat.kind(of: text) else { return description }
        return "\(kind.rawValue)…\(text.suffix(4))"
    }
}

extension Secret: Equatable {
    public static func == (left: Secret, right: Secret) -> Bool {
        UTF8Bytes.with(left.text) { left in UTF8Bytes.with(right.text) { right in ConstantTime.equals(left, right) } }
    }
}
