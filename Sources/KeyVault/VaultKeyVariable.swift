internal import COpenSSL
import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The vault key in an environment variable.
enum VaultKeyVariable {
    /// Reads the variable and leaves nothing behind. Unsetting alone would leave its bytes in `/proc/self/environ`, where
    /// every process of the same user can read them.
    static func take(_ name: String) throws(AdminError) -> SecretBytes {
        guard let value = getenv(name) else {
            throw AdminError(
                .invalidRequest,
                "The environment variable \(name), which should hold the vault key, is not set. Set it to the key's "
                    + "text, or configure another source.")
        }
        let bytes = UnsafeMutableRawBufferPointer(start: value, count: strlen(value))
        let text = SecretBytes(copying: UnsafeRawBufferPointer(bytes))
        OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        unsetenv(name)
        return text
    }
}
