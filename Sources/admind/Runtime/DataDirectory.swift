import Domain
import Foundation
import KeyVault
import Storage

/// The directory that holds everything, and what is where in it. For the daemon's own user alone.
struct DataDirectory {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    var databasePath: String { path + "/keyhold.db" }
    var vaultKeyPath: String { path + "/vault.key" }
    var rootCredentialPath: String { path + "/root-credential.json" }

    func databaseConfiguration(_ settings: Settings) -> SQLiteConfiguration {
        SQLiteConfiguration(path: databasePath, readerCount: Int(settings.databaseReaders))
    }

    var hasDatabase: Bool { FileManager.default.fileExists(atPath: databasePath) }

    func create() throws(AdminError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw AdminError(
                .invalidRequest, "The data directory \(path) cannot be created. Choose another with --data-dir.",
                detail: "\(type(of: error))")
        }
    }
}

extension DataDirectory {
    /// A directory that another user may write to is none to keep a vault key in: they could put their own in its place, or
    /// their own database. A group may be an orchestrator's (0770, 2770); everybody is nobody's choice.
    func requireClosedToEverybody() throws(AdminError) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o002 != 0 else { return }
        throw AdminError(
            .invalidRequest,
            """
            Everybody may write to the data directory \(path), and so put another database or vault key there. \
            Run chmod o-w \(path), or name a directory of its own within it.
            """)
    }

    /// Has the names of its files on disk.
    func synchronize() -> Bool {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }

    /// Takes the group's rights from files of ours that an orchestrator has opened when it mounted the volume. What others
    /// can read is left as it is: that is refused, as it may have been read.
    func closeToGroup() {
        for path in [vaultKeyPath, rootCredentialPath, databasePath] {
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
                status.st_mode & 0o070 != 0, status.st_mode & 0o007 == 0
            else { continue }
            // Where it fails, whoever reads the file says what is wrong with it.
            chmod(path, 0o600)
        }
    }
}

/// Where the vault key comes from.
struct VaultKeyLocation {
    private let settings: Settings
    private let directory: DataDirectory

    init(_ settings: Settings, _ directory: DataDirectory) {
        self.settings = settings
        self.directory = directory
    }

    /// A key file is made where there is none yet and nothing that a missing key would make unreadable.
    func load() throws(AdminError) -> VaultKey {
        if !settings.vaultKeyVariable.isEmpty {
            return try VaultKey.load(from: .environment(variable: settings.vaultKeyVariable))
        }
        if !settings.vaultKeyCommand.isEmpty {
            return try VaultKey.load(from: .command(settings.vaultKeyCommand))
        }
        let path = settings.vaultKeyFile.isEmpty ? directory.vaultKeyPath : settings.vaultKeyFile
        if !FileManager.default.fileExists(atPath: path) {
            guard !directory.hasDatabase else {
                throw AdminError(
                    .invalidRequest,
                    """
                    There is a database in \(directory.path), and no vault key at \(path). Put the vault key back: \
                    without it no key and no secret in the database can be recognised.
                    """)
            }
            try VaultKey.create(at: path)
        }
        return try VaultKey.load(from: .file(path: path))
    }
}
