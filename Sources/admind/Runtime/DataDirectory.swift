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

    /// A vault key of ours and no database: somebody has lost the database, or forgotten to put it back.
    func requireNoLoneVaultKey() throws(AdminError) {
        guard FileManager.default.fileExists(atPath: vaultKeyPath), !hasDatabase else { return }
        throw AdminError(
            .conflict,
            """
            There is a vault key in \(path), and no database. Put the database back, with admind restore from a backup, or \
            run admind init to begin anew with this vault key.
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
        if try isFileMissing { try VaultKey.create(at: path) }
        return try VaultKey.load(from: source)
    }

    /// Whether the key can be had, as far as can be told without making one.
    func check() throws(AdminError) {
        if try !isFileMissing { _ = try VaultKey.load(from: source) }
    }

    private var path: String { settings.vaultKeyFile.isEmpty ? directory.vaultKeyPath : settings.vaultKeyFile }

    private var source: VaultKeySource {
        if !settings.vaultKeyVariable.isEmpty { return .environment(variable: settings.vaultKeyVariable) }
        if !settings.vaultKeyCommand.isEmpty { return .command(settings.vaultKeyCommand) }
        return .file(path: path)
    }

    /// - Throws: `invalidRequest` where the missing key is the one of a database that is there.
    private var isFileMissing: Bool {
        get throws(AdminError) {
            guard settings.vaultKeyVariable.isEmpty, settings.vaultKeyCommand.isEmpty,
                !FileManager.default.fileExists(atPath: path)
            else { return false }
            guard !directory.hasDatabase else {
                throw AdminError(
                    .invalidRequest,
                    """
                    There is a database in \(directory.path), and no vault key at \(path). Put the vault key back: \
                    without it no key and no secret in the database can be recognised.
                    """)
            }
            return true
        }
    }
}
