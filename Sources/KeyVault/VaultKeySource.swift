import Domain

/// Where the vault key comes from at start-up.
public enum VaultKeySource: Sendable {
    /// A regular file that nobody but its owner can read; the owner is the daemon's user or root.
    case file(path: String)
    /// A variable of the daemon's environment. It is wiped and unset once read, so that no child inherits it. To be read
    /// before other threads start: the environment has no lock.
    case environment(variable: String)
    /// A program and its arguments, looked up in PATH and run without a shell. It has 10 s to print the key's text to its
    /// standard output and exit with 0; its standard error goes where the daemon's does.
    case command([String])
}

extension VaultKey {
    /// Reads the key. Blocks: at most 10 s for a command.
    ///
    /// - Throws: `invalidRequest` when the source is missing, badly protected or malformed, `internalError` when the system
    ///   refuses to read it. The message names the source and what to do; it never holds any of the text.
    public static func load(from source: VaultKeySource) throws(AdminError) -> VaultKey {
        let (text, origin) = try source.read()
        return try text.withBytes { bytes throws(AdminError) in try VaultKeyText.parse(bytes, origin: origin) }
    }
}

extension VaultKeySource {
    fileprivate func read() throws(AdminError) -> (text: SecretBytes, origin: String) {
        switch self {
        case .file(let path): (try VaultKeyFile.read(path), "the vault key file \(path)")
        case .environment(let variable):
            (try VaultKeyVariable.take(variable), "the vault key in the environment variable \(variable)")
        case .command(let arguments):
            (
                try VaultKeyCommand(arguments).run(),
                "what the vault key command \(arguments.first ?? "") wrote"
            )
        }
    }
}
