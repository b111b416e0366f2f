internal import COpenSSL
import Domain

/// The algorithms in use, each fetched once, and the one place where an OpenSSL failure becomes an error.
enum OpenSSL {
    // An implicit fetch costs more than the digest it is for. A fetched algorithm is immutable and reference counted, so
    // threads may share it; it lives as long as the process. `nil` means that the library has no such algorithm.
    nonisolated(unsafe) static let hmac = EVP_MAC_fetch(nil, "HMAC", nil)
    nonisolated(unsafe) static let hkdf = EVP_KDF_fetch(nil, "HKDF", nil)
    nonisolated(unsafe) static let sha256 = EVP_MD_fetch(nil, "SHA256", nil)
    nonisolated(unsafe) static let aes256GCM = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

    /// The error for a call that failed, with OpenSSL's own reason in the private detail. OpenSSL's reasons are constants:
    /// they never hold data.
    static func failure(of function: String) -> AdminError {
        let code = ERR_peek_last_error()
        // The queue is per thread: what stays in it would be blamed on the next failure.
        ERR_clear_error()
        guard code != 0 else { return .internal("OpenSSL: \(function) failed without a reason") }
        let reason = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            ERR_error_string_n(code, buffer.baseAddress, buffer.count)
            return String(cString: buffer.baseAddress!)
        }
        return .internal("OpenSSL: \(function) failed: \(reason)")
    }
}
