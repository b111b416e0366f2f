/// The last four characters of a secret, which its masked form shows: people find a key by them. Letters are the same in
/// either case.
public struct SecretEnding: Hashable, Sendable {
    public static let length = 4

    /// Seven for each character.
    private let bits: UInt32

    /// - Parameter text: what ends in these characters; `nil` where these are none of ASCII.
    public init?(of text: String) {
        let ending = text.utf8.suffix(Self.length)
        guard ending.count == Self.length, ending.allSatisfy({ $0 < 0x80 }) else { return nil }
        bits = ending.reduce(0) { $0 << 7 | UInt32($1.asciiLowercased) }
    }

    /// Fits into 28 bits; 0 is none, as a secret has no zero bytes.
    public static func packed(_ ending: Self?) -> UInt32 { ending?.bits ?? 0 }

    public init?(packed: UInt32) {
        guard packed > 0 else { return nil }
        bits = packed
    }
}

extension UInt8 {
    /// A capital letter of ASCII as a small one; anything else as it is.
    public var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
