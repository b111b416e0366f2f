import Domain
import Foundation

/// A file with a private key.
struct KeyFile {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// For its owner alone; or readable by a group where root owns it, which is how systems share keys with daemons.
    func checkMode() throws(AdminError) {
        var status = stat()
        // What cannot be looked at cannot be read either: the reading says so.
        guard stat(path, &status) == 0 else { return }
        let closed: mode_t = status.st_uid == 0 ? 0o037 : 0o077
        guard status.st_mode & closed == 0 else {
            throw AdminError(
                .invalidRequest,
                "\(path) (tls.key_file) is open to others. Run: chmod 600 \(path), and replace the key if it was read.")
        }
    }
}

/// What changes with a file's content: which file it is, how long, and when it was written.
struct FileStamp: Equatable, Sendable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    private let modified: [Int]

    /// `nil` where there is no such file. Follows symbolic links.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            modified = [status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec]
        #else
            modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        #endif
    }
}
