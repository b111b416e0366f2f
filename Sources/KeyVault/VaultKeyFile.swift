import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The vault key in a file.
enum VaultKeyFile {
    static func read(_ path: String) throws(AdminError) -> SecretBytes {
        // What is checked is what is read: the file is opened first. Without O_NONBLOCK opening a named pipe would wait.
        guard let file = Descriptor(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)) else { throw unopened(path, errno) }
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw unreadable(path) }
        try check(path: path, mode: status.st_mode, owner: status.st_uid, effectiveUser: user(readingIn: path))
        guard let text = try file.readAll(limit: VaultKey.maximumTextLength) else { throw unreadable(path) }
        return text
    }

    /// Whose file it may be. Root looks after the directory of a service, and reads what is the service's own: whoever owns
    /// the directory can put any file there.
    private static func user(readingIn path: String) -> uid_t {
        var status = stat()
        guard geteuid() == 0, stat(directory(of: path), &status) == 0 else { return geteuid() }
        return status.st_uid
    }

    static func directory(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "." }

    /// Refuses a file that somebody else can read, or could have put there.
    static func check(path: String, mode: mode_t, owner: uid_t, effectiveUser: uid_t) throws(AdminError) {
        guard mode & S_IFMT == S_IFREG else {
            throw refusal(path, "is not a regular file. Point the configuration at the file that holds the key.")
        }
        guard owner == effectiveUser || owner == 0 else {
            throw refusal(
                path,
                "belongs to user \(owner), not to user \(effectiveUser) or root: `chown \(effectiveUser) \(path)`.")
        }
        // Where root owns it, a group may read it: that is how orchestrators mount secrets, and nobody can change it there.
        let closed: mode_t = owner == 0 ? 0o037 : 0o077
        guard mode & closed == 0 else {
            throw refusal(path, "can be used by its group or by others: `chmod 600 \(path)`.")
        }
    }

    private static func refusal(_ path: String, _ finding: String) -> AdminError {
        AdminError(.invalidRequest, "The vault key file \(path) \(finding)")
    }

    private static func unopened(_ path: String, _ code: Int32) -> AdminError {
        switch code {
        case ENOENT, ENOTDIR:
            refusal(path, "does not exist. Create one or restore it; a new key cannot read what an old one has sealed.")
        case EACCES: refusal(path, "may not be read by user \(geteuid()): `chown \(geteuid()) \(path)`.")
        default: SystemFailure.error("The vault key file \(path) could not be opened", code: code, remedy: remedy)
        }
    }

    private static func unreadable(_ path: String) -> AdminError {
        SystemFailure.error("The vault key file \(path) could not be read", remedy: remedy)
    }

    private static let remedy = "Check the path and the disk."
}
