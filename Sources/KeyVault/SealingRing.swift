import Domain

/// The versioned sealing keys: seals under the current one, opens under any.
struct SealingRing: Sendable {
    let current: (version: UInt32, key: SecretBytes)
    let older: [(version: UInt32, key: SecretBytes)]

    func seal(_ plaintext: [UInt8], for associated: String) throws(AdminError) -> [UInt8] {
        let header = SealedHeader(version: current.version)
        // Random nonces are sound up to 2³² values per key (SP 800-38D §8.3), far above what a version ever seals.
        let nonce = try RandomBytes.make(AES256GCM.nonceLength)
        let box = try AES256GCM.seal(
            plaintext, key: current.key, nonce: nonce, authenticating: Self.context(header, associated))
        return header.bytes + nonce + box
    }

    func open(_ sealed: [UInt8], for associated: String) throws(AdminError) -> [UInt8] {
        let boxStart = SealedHeader.length + AES256GCM.nonceLength
        guard let header = SealedHeader(of: sealed), let key = key(version: header.version),
            sealed.count >= boxStart + AES256GCM.tagLength,
            let plaintext = try AES256GCM.open(
                sealed[boxStart...], key: key, nonce: Array(sealed[SealedHeader.length..<boxStart]),
                authenticating: Self.context(header, associated))
        else { throw .internal("A sealed value did not open under any key of the vault") }
        return plaintext
    }

    private func key(version: UInt32) -> SecretBytes? {
        version == current.version ? current.key : older.first { $0.version == version }?.key
    }

    /// The header has a fixed length, so no two pairs of header and text give the same bytes.
    private static func context(_ header: SealedHeader, _ associated: String) -> [UInt8] {
        header.bytes + Array(associated.utf8)
    }
}
