import Domain
import Foundation
import Testing

@testable import KeyVault

struct VaultKeyFileTests {
    private func error(loading path: String) -> AdminError? {
        do throws(AdminError) {
            _ = try VaultKey.load(from: .file(path: path))
            return nil
        } catch {
            return error
        }
    }

    @Test
    func `a created key is read again, and only its owner can read it`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/vault.key"
            let key = try VaultKey.create(at: path)
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode == S_IFREG | 0o600)
            #expect(try VaultKey.load(from: .file(path: path)).fileText() == key.fileText())
        }
    }

    @Test
    func `creating never touches what is there`() throws {
        try withTemporaryFolder { folder in
            let (path, link) = (folder + "/vault.key", folder + "/link.key")
            try write("precious", to: path)
            symlink(folder + "/elsewhere", link)
            for taken in [path, link] {
                let error = #expect(throws: AdminError.self) { try VaultKey.create(at: taken) }
                #expect(error?.code == .conflict)
                #expect(error?.message.hasPrefix("\(taken) exists already and is left as it is") == true)
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
            #expect(!FileManager.default.fileExists(atPath: folder + "/elsewhere"))
        }
    }

    @Test
    func `creating in a folder that is not there says so`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/none/vault.key"
            let error = #expect(throws: AdminError.self) { try VaultKey.create(at: path) }
            #expect(error?.code == .internalError)
            #expect(
                error?.message == "The vault key file \(path) could not be created: No such file or directory. "
                    + "Check that its directory exists and that user \(geteuid()) may write to it.")
        }
    }

    @Test func `a group may read a file where root owns it, and nobody else's`() throws {
        for mode: mode_t in [0o440, 0o640] {
            try VaultKeyFile.check(path: "k", mode: S_IFREG | mode, owner: 0, effectiveUser: 1000)
            #expect(throws: AdminError.self) {
                try VaultKeyFile.check(path: "k", mode: S_IFREG | mode, owner: 1000, effectiveUser: 1000)
            }
        }
        for mode: mode_t in [0o444, 0o644, 0o660, 0o620, 0o604] {
            #expect(throws: AdminError.self) {
                try VaultKeyFile.check(path: "k", mode: S_IFREG | mode, owner: 0, effectiveUser: 0)
            }
        }
    }

    @Test(arguments: [0o660, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o777])
    func `a file that group or others can use is refused, with the command that mends it`(_ mode: mode_t) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/vault.key"
            try write(Samples.base64, to: path, mode: mode)
            #expect(
                error(loading: path)
                    == AdminError(
                        .invalidRequest,
                        "The vault key file \(path) can be used by its group or by others: `chmod 600 \(path)`."))
        }
    }

    @Test(arguments: [0o600, 0o400, 0o700])
    func `a file that only its owner can use is read`(_ mode: mode_t) throws {
        try withTemporaryFolder { folder in
            try write(Samples.base64, to: folder + "/vault.key", mode: mode)
            // Through a link too: mounted secrets are links.
            symlink("vault.key", folder + "/link")
            #expect(try VaultKey.load(from: .file(path: folder + "/vault.key")).currentVersion == 1)
            #expect(try VaultKey.load(from: .file(path: folder + "/link")).currentVersion == 1)
        }
    }

    @Test
    func `the owner is the daemon's user or root`() throws {
        let mode = S_IFREG | 0o600
        try VaultKeyFile.check(path: "/k", mode: mode, owner: 7, effectiveUser: 7)
        try VaultKeyFile.check(path: "/k", mode: mode, owner: 0, effectiveUser: 7)
        for (owner, user) in [(uid_t(8), uid_t(7)), (8, 0)] {
            let error = #expect(throws: AdminError.self) {
                try VaultKeyFile.check(path: "/k", mode: mode, owner: owner, effectiveUser: user)
            }
            #expect(
                error?.message
                    == "The vault key file /k belongs to user 8, not to user \(user) or root: `chown \(user) /k`.")
        }
    }

    @Test
    func `a folder, a pipe or a device is refused`() throws {
        try withTemporaryFolder { folder in
            mkfifo(folder + "/pipe", 0o600)
            for path in [folder, folder + "/pipe", "/dev/null"] {
                let message = error(loading: path)?.message
                #expect(message?.hasPrefix("The vault key file \(path) is not a regular file. Point ") == true)
            }
        }
    }

    @Test
    func `a file that is not there is refused, with a warning against a new one`() throws {
        try withTemporaryFolder { folder in
            for path in [folder + "/vault.key", folder + "/none/vault.key"] {
                #expect(
                    error(loading: path)?.message
                        == "The vault key file \(path) does not exist. Create one or restore it; "
                        + "a new key cannot read what an old one has sealed.")
            }
        }
    }

    @Test
    func `what is wrong inside a file is told with its path and line`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/vault.key"
            try write("# key\nhunter2", to: path)
            let message = error(loading: path)?.message ?? ""
            #expect(message.hasPrefix("In the vault key file \(path): the key in line 2 is not base64"))
            #expect(!message.contains("hunter2"))
            try write(String(repeating: "\n", count: 4097), to: path)
            #expect(error(loading: path)?.message.contains("there is more than 4096 bytes of text.") == true)
        }
    }
}
