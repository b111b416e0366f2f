#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Descriptors that would pass into a child: what whoever started us left open, and what a library opened carelessly.
enum InheritedDescriptors {
    /// Marks all but the standard ones to be closed by `exec`; for this process nothing changes.
    static func close() {
        for number in open() where number > STDERR_FILENO {
            let flags = fcntl(number, F_GETFD)
            if flags >= 0, flags & FD_CLOEXEC == 0 { _ = fcntl(number, F_SETFD, flags | FD_CLOEXEC) }
        }
    }

    private static func open() -> [Int32] {
        // In a chroot there may be neither.
        guard let directory = opendir("/proc/self/fd") ?? opendir("/dev/fd") else {
            return Array(0..<Int32(clamping: max(0, min(sysconf(Int32(_SC_OPEN_MAX)), 65_536))))
        }
        defer { closedir(directory) }
        var numbers: [Int32] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int32(name) { numbers.append(number) }
        }
        return numbers
    }
}
