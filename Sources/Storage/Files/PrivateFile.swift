import CProcess
import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files that only the daemon's own user may read: mode 0600 from the first moment on.
enum PrivateFile {
    /// Makes sure that a writable file of mode 0600 is there, empty when it is new. SQLite gives its log and its shared
    /// memory the mode of the database, so creating it here settles all three.
    ///
    /// A file that is there is not opened: closing it again would drop every lock that this process has on it, SQLite's
    /// included (https://sqlite.org/howtocorrupt.html, section 2.2).
    ///
    /// - Throws: `internalError` that says which path is at fault and why.
    static func prepare(_ path: String) throws(AdminError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw failure(errno, path) }
            return try createNew(path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw AdminError(.internalError, "\(path) is not a regular file.")
        }
        guard access(path, R_OK | W_OK) == 0 else { throw failure(errno, path) }
        try restrict(path)
    }

    /// Creates an empty file. - Throws: `conflict` when there is one already.
    static func createNew(_ path: String) throws(AdminError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw failure(errno, path) }
            throw taken(path)
        }
        keyhold_give_to_owner_of(directory(of: path), descriptor)
        close(descriptor)
    }

    static func taken(_ path: String) -> AdminError {
        .conflict("\(path) exists already and is not overwritten. Choose another name.")
    }

    /// Gives a file its name, which nothing has yet: whole, or not at all.
    ///
    /// - Throws: `conflict` where there is a file of that name.
    static func publish(_ draft: String, as path: String) throws(AdminError) {
        if link(draft, path) == 0 {
            unlink(draft)
        } else {
            let code = errno
            guard code != EEXIST else { throw taken(path) }
            // A file system without hard links.
            guard [EPERM, ENOSYS, ENOTSUP, EOPNOTSUPP, EMLINK].contains(code) else { throw failure(code, path) }
            guard !exists(path) else { throw taken(path) }
            guard rename(draft, path) == 0 else { throw failure(errno, path) }
        }
        try syncDirectory(of: path)
    }

    /// Takes every right from everybody but the owner, and checks that it is so. A file that is not there is fine.
    static func restrict(_ path: String) throws(AdminError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        if status.st_mode & 0o777 == 0o600 { return }
        guard chmod(path, 0o600) == 0, stat(path, &status) == 0 else { throw failure(errno, path) }
        guard status.st_mode & 0o777 == 0o600 else {
            throw AdminError(.internalError, "\(path) does not keep mode 0600. Use a file system that knows modes.")
        }
    }

    /// Waits until the content of the file is on disk.
    static func sync(_ path: String) throws(AdminError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno, path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(errno, path) }
    }

    /// Waits until the names in the file's directory are on disk.
    static func syncDirectory(of path: String) throws(AdminError) {
        try sync(directory(of: path))
    }

    static func remove(_ path: String) { unlink(path) }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func failure(_ code: Int32, _ path: String) -> AdminError {
        let problem =
            switch code {
            case ENOENT, ENOTDIR: "cannot be created: there is no directory \(directory(of: path)). Create it first."
            case EACCES, EPERM: "may not be written by this process. Give its user write access."
            case EROFS: "is on a read-only file system."
            case ENOSPC, EDQUOT: "cannot be written: the disk is full."
            default: "cannot be opened."
            }
        return AdminError(.internalError, "\(path) \(problem)", detail: "errno \(code)")
    }
}
