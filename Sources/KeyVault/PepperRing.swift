import Domain

/// The versioned peppers under which secrets are digested. New digests are made under the newest; those made under an older
/// one are still found, until its version leaves the vault key.
///
/// Safe to use from any thread; no call waits for another.
public final class PepperRing: Sendable, Redacted {
    private let versions: [(number: Int, pepper: KeyedDigest)]
    @usableFromInline let count: Int

    /// Of the vault key that the newest pepper comes from, 1…4,294,967,295.
    public let currentVersion: Int

    /// - Parameters:
    ///   - current: what new digests are made under.
    ///   - older: the rest, in the order in which a lookup is to try them.
    init(current: (number: Int, pepper: KeyedDigest), older: [(number: Int, pepper: KeyedDigest)] = []) {
        versions = [current] + older
        count = older.count + 1
        currentVersion = current.number
    }

    /// Under the current pepper: what a new secret is stored as.
    ///
    /// - Throws: `internalError` when OpenSSL fails, as does everything here.
    public func digest(_ secret: Secret) throws(AdminError) -> (digest: SecretDigest, pepperVersion: Int) {
        try digest(secret.text)
    }

    public func digest(_ text: String) throws(AdminError) -> (digest: SecretDigest, pepperVersion: Int) {
        try UTF8Bytes.with(text) { bytes throws(AdminError) in try digest(utf8: bytes) }
    }

    /// For a request's bytes where they lie.
    public func digest(
        utf8 bytes: UnsafeRawBufferPointer
    ) throws(AdminError) -> (digest: SecretDigest, pepperVersion: Int) {
        (try digest(utf8: bytes, pepperAt: 0), currentVersion)
    }

    /// The versions under which secrets are found, the newest first.
    public var knownVersions: [Int] { versions.map(\.number) }

    /// The digest that a secret is to be stored under from now on; `nil` where `known` is that already. Costs nothing
    /// while there is one pepper.
    public func renewed(_ known: SecretDigest, of text: String) throws(AdminError) -> RenewedDigest? {
        guard count > 1 else { return nil }
        let (digest, version) = try digest(text)
        return digest == known ? nil : RenewedDigest(digest: digest, pepperVersion: version)
    }

    @usableFromInline
    func digest(utf8 bytes: UnsafeRawBufferPointer, pepperAt index: Int) throws(AdminError) -> SecretDigest {
        try versions[index].pepper.digest(bytes)
    }
}
