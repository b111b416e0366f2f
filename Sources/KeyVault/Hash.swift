internal import COpenSSL
import Domain

/// Digests without a key: for chaining audit rows and naming content, never for secrets.
public enum Hash {
    /// SHA-256, FIPS 180-4 §6.2.
    ///
    /// - Returns: 32 bytes.
    /// - Throws: `internalError` when OpenSSL fails.
    public static func sha256(_ bytes: [UInt8]) throws(AdminError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_Digest(bytes, bytes.count, &digest, nil, OpenSSL.sha256, nil) == 1 else {
            throw OpenSSL.failure(of: "EVP_Digest")
        }
        return digest
    }
}
