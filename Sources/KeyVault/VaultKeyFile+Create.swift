import CProcess
import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension VaultKey {
    /// Writes a fresh key of version 1 to a new file of mode 0600. When this returns, the file survives a power cut.
    ///
    /// - Throws: `conflict` when there is something at `path` already, which is left as it is; `internalError` when the
    ///   system refuses, and then no file is left behind.
    @discardableResult
    public static func create(at path: String) throws(AdminError) -> VaultKey {
        let key = try generate()
        try VaultKeyFile.create(path, holding: key.fileText())
        return key
    }
}

extension VaultKeyFile {
    fileprivate static func create(_ path: String, holding text: Secret) throws(AdminError) {
        // O_EXCL makes looking and creating one step, and does not follow a link that somebody laid out.
        guard let file = Descriptor(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)) else {
            throw uncreated(path, errno)
        }
        keyhold_give_to_owner_of(directory(of: path), file.number)
        let isWritten = UTF8Bytes.with(text.text) { file.writeAll($0) }
        guard isWritten, fsync(file.number) == 0, syncDirectory(of: path) else {
            let code = errno
            // Half a key would stand in the way of the next attempt.
            unlink(path)
            throw uncreated(path, code)
        }
    }

    /// A new file's name is on disk only when its directory is.
    private static func syncDirectory(of path: String) -> Bool {
        guard let directory = Descriptor(open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) else {
            return false
        }
        return fsync(directory.number) == 0
    }

    private static func uncreated(_ path: String, _ code: Int32) -> AdminError {
        guard code == EEXIST else {
            return SystemFailure.error(
                "The vault key file \(path) could not be created", code: code,
                remedy: "Check that its directory exists and that user \(geteuid()) may write to it.")
        }
        return .conflict(
            "\(path) exists already and is left as it is: what is sealed under a key is lost with it. To start afresh, "
                + "move it away first.")
    }
}
