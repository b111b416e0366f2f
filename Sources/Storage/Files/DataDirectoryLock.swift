import CProcess
import Domain
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Keeps a second daemon away from a data directory: two of them would each hold counters of their own in memory.
///
/// An advisory `flock(2)` on `admind.lock`. The kernel lets go of it when the process ends, however it ends, so a file
/// that is left behind locks nobody out. The file stays: removing it would let a third process lock a new one while a
/// second still waits on the old.
public final class DataDirectoryLock: Sendable {
    public static let fileName = "admind.lock"

    private let descriptor: Mutex<Int32?>

    /// - Throws: `conflict` that names the directory and the process that holds it; `internalError` when the file cannot
    ///   be made.
    public init(directory: String) throws(AdminError) {
        let path = directory + "/" + Self.fileName
        // Root looks after the directories of services, too: it writes to no file that a link leads to, and gives away none
        // but its own.
        let made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if made >= 0 { keyhold_give_to_owner_of(directory, made) }
        let descriptor = made >= 0 ? made : open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw PrivateFile.failure(errno, path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            defer { close(descriptor) }
            guard code == EWOULDBLOCK else { throw PrivateFile.failure(code, path) }
            throw Self.taken(directory, by: Self.readProcessID(descriptor))
        }
        Self.writeProcessID(descriptor)
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Further calls do nothing.
    public func release() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            // A process id that is left behind would accuse whoever has that id by then.
            ftruncate(open, 0)
            close(open)
            descriptor = nil
        }
    }

    private static func taken(_ directory: String, by processID: String?) -> AdminError {
        let holder = processID.map { "process \($0)" } ?? "another process"
        return .conflict("The data directory \(directory) is in use by \(holder). Stop it, or use another directory.")
    }

    /// The id is there for people: the lock holds without it, so a failure to write it is none.
    private static func writeProcessID(_ descriptor: Int32) {
        fchmod(descriptor, 0o600)
        ftruncate(descriptor, 0)
        let text = Array("\(getpid())\n".utf8)
        pwrite(descriptor, text, text.count, 0)
    }

    private static func readProcessID(_ descriptor: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return nil }
        let digits = buffer.prefix(count).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }
}
