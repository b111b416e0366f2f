internal import COpenSSL
import Domain

/// Bytes from OpenSSL's CSPRNG, which reseeds from the kernel and after a fork.
public enum RandomBytes {
    /// - Parameter count: how many bytes, 0 or more.
    /// - Throws: `internalError` when the generator has no entropy.
    public static func make(_ count: Int) throws(AdminError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let isFilled = bytes.withUnsafeMutableBytes(draw)
        guard isFilled else { throw OpenSSL.failure(of: "RAND_bytes") }
        return bytes
    }

    static func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(AdminError) {
        guard draw(buffer) else { throw OpenSSL.failure(of: "RAND_bytes") }
    }

    private static func draw(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
        guard let count = Int32(exactly: buffer.count) else { return false }
        return count == 0 || RAND_bytes(buffer.baseAddress, count) == 1
    }
}
