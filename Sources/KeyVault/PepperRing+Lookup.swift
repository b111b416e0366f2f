import Domain

extension PepperRing {
    /// What a lookup tries, in order: the digest under the current pepper, then under every older one.
    public func candidates(_ text: String) throws(AdminError) -> [SecretDigest] {
        try UTF8Bytes.with(text) { bytes throws(AdminError) in
            var digests: [SecretDigest] = []
            for index in 0..<count { digests.append(try digest(utf8: bytes, pepperAt: index)) }
            return digests
        }
    }

    /// The first thing that `lookup` finds under one of the candidates; `nil` when it finds none. Older peppers cost
    /// nothing unless the newer ones fail, and nothing is allocated. Where there are older ones, the newest is asked once
    /// more at the end: the secret may have been renewed between two lookups.
    @inlinable
    public func firstMatch<Match>(
        _ text: String, lookup: (SecretDigest) -> Match?
    ) throws(AdminError) -> Match? {
        try UTF8Bytes.with(text) { bytes throws(AdminError) in try firstMatch(utf8: bytes, lookup: lookup) }
    }

    /// The same for a request's bytes where they lie.
    @inlinable
    public func firstMatch<Match>(
        utf8 bytes: UnsafeRawBufferPointer, lookup: (SecretDigest) -> Match?
    ) throws(AdminError) -> Match? {
        for index in 0..<count {
            if let match = lookup(try digest(utf8: bytes, pepperAt: index)) { return match }
        }
        return count > 1 ? lookup(try digest(utf8: bytes, pepperAt: 0)) : nil
    }
}
