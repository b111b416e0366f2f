internal import COpenSSL

/// Comparison whose duration tells nothing about where two byte strings differ.
public enum ConstantTime {
    /// The lengths are not hidden: what is compared here has a length that anybody may know.
    public static func equals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.withUnsafeBytes { left in right.withUnsafeBytes { right in equals(left, right) } }
    }

    static func equals(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        guard left.count == right.count else { return false }
        return left.isEmpty || CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0
    }
}
