import CProcess
import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An empty file of mode 0600 that this process is about to fill, locked (`flock`) until it is released: another process
/// can tell it from what an ended one has left.
struct FileLock {
    private let descriptor: Int32

    /// - Parameter path: of the draft. What is there and nobody holds is removed first.
    /// - Parameter final: the name that it is to get.
    /// - Throws: `conflict` where `final` is there, or somebody fills the draft.
    init(_ path: String, creating final: String) throws(AdminError) {
        guard !PrivateFile.exists(final) else { throw PrivateFile.taken(final) }
        let left = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        if left >= 0 {
            defer { close(left) }
            guard flock(left, LOCK_EX | LOCK_NB) == 0, Self.stands(left, at: path) else { throw Self.busy(final) }
            DatabaseCopy.remove(path)
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw PrivateFile.failure(errno, final) }
            throw Self.busy(final)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Self.busy(final)
        }
        self.descriptor = descriptor
    }

    func giveToOwner(ofDirectoryOf path: String) {
        keyhold_give_to_owner_of(PrivateFile.directory(of: path), descriptor)
    }

    /// Only once SQLite has closed the file: closing any descriptor of it drops SQLite's own locks
    /// (https://sqlite.org/howtocorrupt.html, section 2.2).
    func release() { close(descriptor) }

    /// Whether the file is still the one of that name: another process may have taken its place meanwhile.
    private static func stands(_ descriptor: Int32, at path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0 && opened.st_ino == named.st_ino
    }

    private static func busy(_ path: String) -> AdminError {
        .conflict("Another process is writing \(path). Wait until it is done, or choose another name.")
    }
}
