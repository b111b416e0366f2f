import AdminAPI
import CProcess
import Domain
import Foundation
import KeyVault
import OAuth
import Wire

/// The file in which the first start leaves the root client's credential, for the daemon's user alone. It is on disk before
/// the client is committed and gets its name after that: whenever the daemon is killed, either there is no root client or
/// its credential can be read.
struct RootCredentialFile {
    let directory: DataDirectory

    private var path: String { directory.rootCredentialPath }
    private var pendingPath: String { path + ".new" }

    /// Makes the root client where there is no client yet, or finishes what a start before this one could not.
    ///
    /// - Returns: whether there is a credential now that was not there before.
    func create(_ service: AdminService) async throws(AdminError) -> Bool {
        _ = try await service.createRootIfEmpty { root throws(AdminError) in try prepare(root) }
        guard let id = Self.credential(at: pendingPath)?.clientID else { return false }
        guard try await service.hasPlatformClient(id) else {
            // Of a client that was never committed.
            unlink(pendingPath)
            return false
        }
        guard rename(pendingPath, path) == 0 else {
            throw AdminError(.internalError, "\(pendingPath) cannot be renamed. Rename it to \(path).")
        }
        _ = directory.synchronize()
        return true
    }

    /// Shows the credential of a root client that was just made, and takes the file away once that is done: what could not be
    /// shown is still there.
    func handOver(_ show: (RootCredentialBody) throws -> Void) throws {
        guard let credential = Self.credential(at: path) else {
            throw AdminError(.internalError, "\(path) cannot be read. admind recover-root prints a new credential.")
        }
        do {
            try show(credential)
        } catch let error as AdminError {
            throw AdminError(error.code, "\(error.message) The root credential is in \(path).")
        }
        unlink(path)
    }

    /// Never overwrites a credential.
    private func prepare(_ root: ClientWithSecret) throws(AdminError) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw AdminError(
                .conflict,
                "\(path) cannot be created. Move an old one away; admind recover-root prints a new one.")
        }
        unlink(pendingPath)
        let descriptor = Foundation.open(pendingPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable }
        keyhold_give_to_owner_of(directory.path, descriptor)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: try RootCredential.json(root.credential))
            try file.synchronize()
        } catch {
            unlink(pendingPath)
            throw unwritable
        }
        // Its name, too, is on disk before the client is.
        guard directory.synchronize() else { throw unwritable }
    }

    private var unwritable: AdminError {
        AdminError(
            .internalError,
            "The root credential cannot be written to \(pendingPath), so no root client was made. Is the disk full?")
    }

    private static func credential(at path: String) -> RootCredentialBody? {
        FileManager.default.contents(atPath: path).flatMap {
            try? JSONDecoder().decode(RootCredentialBody.self, from: $0)
        }
    }

    /// What is to be said of a file that still lies there.
    func notes(_ service: AdminService) async -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        guard let credential = Self.credential(at: path) else { return ["\(path) cannot be read as a credential."] }
        do {
            let isLive = try await service.isLive(
                ClientCredential(clientID: credential.clientID, secret: Secret(credential.clientSecret)))
            return [
                isLive
                    ? "\(path) holds a credential that can do everything: keep it somewhere safe and delete the file."
                    : "\(path) holds a credential that no longer works: delete the file."
            ]
        } catch {
            return ["\(path) holds the credential of a client that cannot be read."]
        }
    }
}
