import Domain

/// All that is derived from the vault key: the peppers that secrets are digested under, and the keys that values are sealed
/// with. HKDF gives every purpose a key of its own, so that one purpose's leak says nothing about another's key.
public struct Vault: Sendable, Redacted {
    /// A label is part of what was stored under it: a change makes all of that unreadable.
    private enum Label {
        static let pepper = Array("keyhold/pepper/v1".utf8)
        static let sealing = Array("keyhold/sealing/v1".utf8)
    }

    public let peppers: PepperRing
    private let sealing: SealingRing

    /// - Throws: `internalError` when OpenSSL fails.
    public init(_ key: VaultKey) throws(AdminError) {
        var olderPeppers: [(number: Int, pepper: KeyedDigest)] = []
        var olderSealing: [(version: UInt32, key: SecretBytes)] = []
        for version in key.older {
            olderPeppers.append((Int(version.number), try Self.pepper(version)))
            olderSealing.append((version.number, try Self.sealingKey(version)))
        }
        peppers = PepperRing(current: (key.currentVersion, try Self.pepper(key.current)), older: olderPeppers)
        sealing = SealingRing(current: (key.current.number, try Self.sealingKey(key.current)), older: olderSealing)
    }

    private static func pepper(_ version: VaultKey.Version) throws(AdminError) -> KeyedDigest {
        KeyedDigest(key: try HKDF.deriveKey(from: version.bytes, info: Label.pepper))
    }

    private static func sealingKey(_ version: VaultKey.Version) throws(AdminError) -> SecretBytes {
        try HKDF.deriveKey(from: version.bytes, info: Label.sealing)
    }

    /// Encrypts and authenticates with AES-256-GCM (NIST SP 800-38D) under the current version.
    ///
    /// - Parameters:
    ///   - plaintext: any length up to 2 GiB.
    ///   - associated: what the value belongs to, such as an id; only the same one opens it again.
    /// - Returns: format 1 (1 byte), key version (4, big-endian), nonce (12), ciphertext (as long as the plaintext), tag (16).
    /// - Throws: `internalError` when OpenSSL fails.
    public func seal(_ plaintext: [UInt8], for associated: String) throws(AdminError) -> [UInt8] {
        try sealing.seal(plaintext, for: associated)
    }

    /// - Throws: `internalError`, one and the same whether the version is unknown, the associated text another, or the value
    ///   cut or changed.
    public func open(_ sealed: [UInt8], for associated: String) throws(AdminError) -> [UInt8] {
        try sealing.open(sealed, for: associated)
    }

    /// Whether the current version sealed this; what says `false` is to be opened and sealed again before its version is
    /// dropped from the vault key.
    public func isSealedUnderCurrentVersion(_ sealed: [UInt8]) -> Bool {
        SealedHeader(of: sealed)?.version == sealing.current.version
    }
}
