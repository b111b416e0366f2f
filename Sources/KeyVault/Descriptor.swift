import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file descriptor that is closed when its last owner lets go.
final class Descriptor {
    let number: Int32

    /// - Parameter number: an open descriptor; `nil` for a negative one, with `errno` left as it is.
    init?(_ number: Int32) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    deinit { close(number) }

    /// Reads to the end, or until `limit` bytes plus one are there: a caller tells "too long" from "just fits" by that one.
    ///
    /// - Parameter wait: called before every read; throws to give up.
    /// - Returns: `nil` when reading fails, with the reason in `errno`.
    func readAll(
        limit: Int, wait: () throws(AdminError) -> Void = {}
    ) throws(AdminError) -> SecretBytes? {
        var count = 0
        var hasFailed = false
        let buffer = try SecretBytes(count: limit + 1) { output throws(AdminError) in
            while count < output.count {
                try wait()
                let length = read(number, output.baseAddress! + count, output.count - count)
                if length < 0 && errno == EINTR { continue }
                hasFailed = length < 0
                guard length > 0 else { return }
                count += length
            }
        }
        guard !hasFailed else { return nil }
        return buffer.withBytes { SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// Writes all of `bytes`; `false` when that fails, with the reason in `errno`.
    func writeAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = write(number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if length < 0 && errno == EINTR { continue }
            guard length > 0 else { return false }
            rest = rest.dropFirst(length)
        }
        return true
    }
}
