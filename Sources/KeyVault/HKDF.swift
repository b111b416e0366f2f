internal import COpenSSL
import Domain

/// HKDF-SHA-256, RFC 5869: independent keys from one, told apart by their labels.
enum HKDF {
    /// - Parameters:
    ///   - salt: may be empty where the input key is uniformly random (RFC 5869 §3.1).
    ///   - info: the label that makes this key unlike every other derived from the same input.
    ///   - count: output length in bytes, 1…8160.
    /// - Throws: `internalError` when OpenSSL fails or `count` is out of range.
    static func deriveKey(
        from key: SecretBytes, salt: [UInt8] = [], info: [UInt8], count: Int = 32
    ) throws(AdminError) -> SecretBytes {
        guard let context = EVP_KDF_CTX_new(OpenSSL.hkdf) else { throw OpenSSL.failure(of: "EVP_KDF_CTX_new") }
        defer { EVP_KDF_CTX_free(context) }
        return try SecretBytes(count: count) { output throws(AdminError) in
            let status = key.withBytes { key in
                keyhold_hkdf_sha256(
                    context, key.baseAddress, key.count, salt, salt.count, info, info.count,
                    output.baseAddress, output.count)
            }
            guard status == 1 else { throw OpenSSL.failure(of: "EVP_KDF_derive") }
        }
    }
}
