import Domain
import Synchronization

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) under one key, usable from every thread at once.
final class KeyedDigest: Sendable {
    /// Tells the threads' tables when the key they hold contexts of is gone. They own it, so that its address is not
    /// taken over by a later key while an entry still refers to it.
    final class Lifetime: Sendable {
        private let ended = Atomic(false)

        var hasEnded: Bool { ended.load(ordering: .acquiring) }

        func end() { ended.store(true, ordering: .releasing) }
    }

    let lifetime = Lifetime()
    private let key: SecretBytes

    init(key: SecretBytes) {
        self.key = key
    }

    deinit { lifetime.end() }

    /// - Throws: `internalError` when OpenSSL fails.
    func digest(_ bytes: UnsafeRawBufferPointer) throws(AdminError) -> SecretDigest {
        try ThreadContexts.current().context(for: self).digest(bytes)
    }

    func makeContext() throws(AdminError) -> MACContext { try MACContext(key: key) }
}

extension KeyedDigest: Redacted {}
