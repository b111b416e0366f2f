internal import COpenSSL
import Domain

/// One HMAC-SHA-256 context (RFC 2104, FIPS 198-1) that has taken in its key. Not for two threads at a time.
final class MACContext {
    private let context: OpaquePointer

    init(key: SecretBytes) throws(AdminError) {
        guard let context = EVP_MAC_CTX_new(OpenSSL.hmac) else { throw OpenSSL.failure(of: "EVP_MAC_CTX_new") }
        self.context = context
        let status = key.withBytes { key in
            keyhold_hmac_sha256_init(context, key.assumingMemoryBound(to: UInt8.self).baseAddress, key.count)
        }
        guard status == 1 else { throw OpenSSL.failure(of: "EVP_MAC_init") }
    }

    deinit {
        // OpenSSL wipes the keyed state before it frees it.
        EVP_MAC_CTX_free(context)
    }

    func digest(_ bytes: UnsafeRawBufferPointer) throws(AdminError) -> SecretDigest {
        // A null key means "the same key again" and skips hashing its two padded blocks: that is why contexts are kept.
        guard EVP_MAC_init(context, nil, 0, nil) == 1 else { throw OpenSSL.failure(of: "EVP_MAC_init") }
        guard EVP_MAC_update(context, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count) == 1 else {
            throw OpenSSL.failure(of: "EVP_MAC_update")
        }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let status = withUnsafeMutableBytes(of: &words) { output in
            EVP_MAC_final(context, output.assumingMemoryBound(to: UInt8.self).baseAddress, nil, output.count)
        }
        guard status == 1 else { throw OpenSSL.failure(of: "EVP_MAC_final") }
        return SecretDigest(
            words: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian))
    }
}
