import Domain
import Foundation

/// A listener's file in the file system: who may connect is who may write to it.
public struct UnixSocket: Sendable {
    /// `sun_path` of unix(7) holds 108 bytes with the zero at its end.
    public static let maximumPathBytes = 107

    public let path: String
    private let mode: mode_t
    private let owner: FileOwner?

    /// - Parameter owner: `nil` leaves it to the daemon's own user and group.
    public init(path: String, mode: Int, owner: FileOwner?) {
        self.path = path
        self.mode = mode_t(mode)
        self.owner = owner
    }

    /// Makes way: a socket that nobody listens at any more is removed.
    ///
    /// - Throws: where something else has the name, or somebody listens there.
    public func clear() throws(AdminError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw AdminError(
                .conflict, "\(path) (server.listen) exists and is no socket. Choose another path, or move it away.")
        }
        guard !isListenedAt else {
            throw AdminError(
                .conflict, "Another program listens at \(path) (server.listen). Stop it, or choose another path.")
        }
        unlink(path)
    }

    /// Lets in whom the settings say. Until then nobody but the daemon's own user gets in: its umask sees to it.
    public func open() throws(AdminError) {
        if let owner, chown(path, owner.user ?? uid_t.max, owner.group ?? gid_t.max) != 0 {
            throw AdminError(
                .forbidden,
                "\(path) cannot be given to another owner (server.socket_owner): only root, or a member of the group, can."
            )
        }
        guard chmod(path, mode) == 0 else {
            throw AdminError(.internalError, "The mode of \(path) cannot be set (server.socket_mode).")
        }
    }

    public func remove() { unlink(path) }

    private var isListenedAt: Bool {
        let descriptor = socket(AF_UNIX, Self.stream, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(Self.maximumPathBytes)) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    #if canImport(Glibc)
        private static let stream = Int32(SOCK_STREAM.rawValue)
    #else
        private static let stream = SOCK_STREAM
    #endif
}

/// `USER`, `USER:GROUP` or `:GROUP`, by name or number.
public struct FileOwner: Equatable, Sendable {
    let user: uid_t?
    let group: gid_t?

    /// `nil` where there is no such user or group.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let group = parts.count == 2 ? parts[1] : ""
        guard !(parts[0].isEmpty && group.isEmpty), parts.count == 1 || !group.isEmpty else { return nil }
        user = parts[0].isEmpty ? nil : uid_t(parts[0]) ?? getpwnam(parts[0])?.pointee.pw_uid
        self.group = group.isEmpty ? nil : gid_t(group) ?? getgrnam(group)?.pointee.gr_gid
        guard parts[0].isEmpty || user != nil, group.isEmpty || self.group != nil else { return nil }
    }
}
