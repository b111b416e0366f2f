internal import COpenSSL
import Domain

/// How a secret is written: a prefix of 4 characters, 30 random base62 digits (178 bits), and 6 base62 digits of the
/// CRC-32 of all that goes before.
///
/// The checksum lets a mistyped or invented secret be refused before anything is looked up.
public enum SecretFormat {
    /// In characters, all of them ASCII.
    public static let length = 40
    private static let bodyLength = 30
    private static let checksumStart = 34

    /// - Throws: `internalError` when the random generator fails.
    public static func mint(_ kind: SecretKind) throws(AdminError) -> Secret {
        var bytes = [UInt8]()
        // Growing would leave a copy behind in freed memory.
        bytes.reserveCapacity(length)
        bytes.append(contentsOf: kind.rawValue.utf8)
        try Base62.appendRandom(bodyLength, to: &bytes)
        let checksum = bytes.withUnsafeBytes(CRC32.checksum)
        bytes.append(contentsOf: repeatElement(0, count: length - checksumStart))
        Base62.write(checksum, over: &bytes[checksumStart...])
        defer { OPENSSL_cleanse(&bytes, bytes.count) }
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    /// Whether `text` has the kind's prefix, the length, the alphabet and the checksum. Says nothing about whether such a
    /// secret was ever issued. Allocates nothing for a native string or a part of one.
    @inlinable
    public static func isWellFormed(_ text: some StringProtocol, as kind: SecretKind) -> Bool {
        let answer = text.utf8.withContiguousStorageIfAvailable { bytes in
            isWellFormed(utf8: UnsafeRawBufferPointer(bytes), as: kind)
        }
        return answer ?? Array(text.utf8).withUnsafeBytes { bytes in isWellFormed(utf8: bytes, as: kind) }
    }

    /// The same for a request's bytes where they lie.
    public static func isWellFormed(utf8 bytes: UnsafeRawBufferPointer, as kind: SecretKind) -> Bool {
        guard bytes.count == length, bytes.starts(with: kind.rawValue.utf8) else { return false }
        for byte in bytes[4..<checksumStart] where !Base62.isDigit(byte) { return false }
        let checksum = CRC32.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<checksumStart]))
        return Base62.matches(checksum, bytes[checksumStart...])
    }

    /// Which kind of secret `text` is well-formed as; `nil` for none.
    public static func kind(of text: String) -> SecretKind? {
        SecretKind.allCases.first { isWellFormed(text, as: $0) }
    }
}
