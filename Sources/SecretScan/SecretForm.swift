/// How Keyhold writes a secret: a prefix of 4 characters, 30 base62 digits, and 6 base62 digits of the CRC-32 of all that
/// goes before. The server mints by the same rule; `Tests/SecretScanTests/Vectors` holds the two together.
public enum SecretForm {
    /// In bytes, all of them ASCII.
    public static let length = 40
    private static let checksumStart = 34

    public enum Kind: String, Sendable, CaseIterable {
        case apiKey = "khk_"
        case accessToken = "kha_"
        case clientSecret = "khs_"
    }

    /// What kind of secret these bytes are, all of them; nil where form or checksum say that they are none.
    public static func kind(of bytes: UnsafeRawBufferPointer) -> Kind? {
        guard bytes.count == length, let kind = kind(ofPrefix: bytes), isTrue(bytes) else { return nil }
        return kind
    }

    private static func kind(ofPrefix bytes: UnsafeRawBufferPointer) -> Kind? {
        guard bytes[0] == UInt8(ascii: "k"), bytes[1] == UInt8(ascii: "h"), bytes[3] == UInt8(ascii: "_") else {
            return nil
        }
        switch bytes[2] {
        case UInt8(ascii: "k"): return .apiKey
        case UInt8(ascii: "a"): return .accessToken
        case UInt8(ascii: "s"): return .clientSecret
        default: return nil
        }
    }

    private static func isTrue(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for byte in bytes[4..<checksumStart] where !Base62.isDigit(byte) { return false }
        let checksum = CRC32.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<checksumStart]))
        return Base62.matches(checksum, bytes[checksumStart...])
    }
}
