internal import COpenSSL
import Domain

/// Key material that is wiped when its last owner lets go. An array would leave copies behind as it grows or is shared.
///
/// `@unchecked Sendable`: the bytes are written during `init` alone.
final class SecretBytes: @unchecked Sendable {
    private let storage: UnsafeMutableRawBufferPointer

    var count: Int { storage.count }

    /// - Parameter fill: writes all `count` bytes; what it leaves is zero.
    init<Failure>(count: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        storage = .allocate(byteCount: count, alignment: 16)
        storage.initializeMemory(as: UInt8.self, repeating: 0)
        try fill(storage)
    }

    init(copying bytes: UnsafeRawBufferPointer) {
        storage = .allocate(byteCount: bytes.count, alignment: 16)
        storage.copyMemory(from: bytes)
    }

    deinit {
        OPENSSL_cleanse(storage.baseAddress, storage.count)
        storage.deallocate()
    }

    static func random(count: Int) throws(AdminError) -> SecretBytes {
        try SecretBytes(count: count) { buffer throws(AdminError) in try RandomBytes.fill(buffer) }
    }

    /// The pointer is good inside `body` only.
    func withBytes<Result, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(storage))
    }
}

extension SecretBytes: Redacted {}
