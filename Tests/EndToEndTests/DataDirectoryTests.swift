import AdminClient
import Foundation
import Testing
import Wire

@Suite struct `The data directory` {
    @Test(arguments: ["000", "022", "077"])
    func `is for the daemon's user alone, whatever the umask`(umask: String) throws {
        try Folder.run { folder in
            try folder.serve(umask: umask) { daemon in
                _ = try daemon.tenant()
                #expect(try daemon.adminctl("status").status == 0)
                let backup = folder.data + "/copy.db"
                let outcome = try Program.run(
                    URL(fileURLWithPath: "/bin/sh"),
                    [
                        "-c", "umask \(umask); exec \"$0\" \"$@\"", Program.admind.executable.path, "backup",
                        "--data-dir", folder.data, backup,
                    ], [:])
                #expect(outcome.status == 0, "\(outcome.talk)")
                #expect(try mode(folder.data) == 0o700)
                let names = try FileManager.default.contentsOfDirectory(atPath: folder.data)
                for expected in ["keyhold.db", "keyhold.db-wal", "vault.key", "root-credential.json", "copy.db"] {
                    #expect(names.contains(expected))
                }
                for name in names { #expect(try mode(folder.data + "/" + name) == 0o600, "\(name)") }
            }
        }
    }

    @Test func `is not served where everybody may write to it, and is where a group may`() throws {
        try Folder.run { folder in
            #expect(try folder.admind("init").status == 0)
            for mode in [0o777, 0o1777, 0o703] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.data)
                for command in ["serve", "init"] {
                    let refused = try folder.admind(command)
                    #expect(refused.status == 1 && refused.output.isEmpty, "\(command) \(mode)")
                    #expect(refused.talk.contains("chmod o-w \(folder.data)"), "\(refused.talk)")
                }
            }
            for mode in [0o2770, 0o770, 0o755] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.data)
                try folder.serve { daemon in
                    let health = try daemon.client(.client(id: "none", secret: SecretText("none"))).health()
                    #expect(health.status == "ok")
                }
            }
        }
    }

    @Test func `has the root credential whenever there is a root client, wherever the first start was killed`() throws {
        try Folder.run { folder in
            let pending = folder.rootCredential + ".new"
            try folder.serve { _ in }
            // As a kill between the commit and the last step leaves it.
            try FileManager.default.moveItem(atPath: folder.rootCredential, toPath: pending)
            try folder.serve { daemon in
                #expect(!FileManager.default.fileExists(atPath: pending))
                let organizations = try daemon.client().listOrganizations()
                #expect(organizations.items.isEmpty)
                #expect(try mode(folder.rootCredential) == 0o600)
            }
            // As a kill before the commit leaves it: a credential of nobody's, and no database.
            let other = Folder(path: folder.path + "/other")
            try FileManager.default.createDirectory(
                atPath: other.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.copyItem(atPath: folder.rootCredential, toPath: other.rootCredential + ".new")
            try other.serve { daemon in
                let organizations = try daemon.client().listOrganizations()
                #expect(organizations.items.isEmpty)
                #expect(try other.root().clientID != folder.root().clientID)
            }
        }
    }

    @Test func `serves one daemon, and the second is told which directory is taken`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let second = try folder.admind("serve", "--listen", "127.0.0.1:0")
                #expect(second.status == 1)
                #expect(second.talk.contains(folder.data))
                #expect(second.talk.contains("process \(daemon.id)"))
                #expect(second.output.isEmpty)
                for command in ["doctor", "migrate", "recover-root", "init"] {
                    let outcome = try folder.admind(command)
                    #expect(outcome.status == 1, "\(command)")
                    #expect(outcome.talk.contains(folder.data), "\(command): \(outcome.talk)")
                }
                #expect(try daemon.client().health().status == "ok")
                #expect(try daemon.client().readiness().status == "ok")
            }
            // A lock that a kill leaves behind locks nobody out.
            let code = try folder.serve { $0.stop() }
            #expect(code == 0)
        }
    }

    @Test func `is not opened with another vault key, or with none`() throws {
        try Folder.run { folder in
            let right = try folder.serve { daemon -> Data in
                #expect(daemon.stop() == 0)
                return try Data(contentsOf: URL(fileURLWithPath: folder.vaultKey))
            }
            try FileManager.default.removeItem(atPath: folder.vaultKey)
            let without = try folder.admind("serve", "--listen", "127.0.0.1:0")
            #expect(without.status == 1)
            #expect(without.talk.contains(folder.vaultKey))
            #expect(!FileManager.default.fileExists(atPath: folder.vaultKey))

            #expect(try folder.admind("init", data: folder.path + "/other").status == 0)
            try FileManager.default.copyItem(atPath: folder.path + "/other/vault.key", toPath: folder.vaultKey)
            let wrong = try folder.admind("serve", "--listen", "127.0.0.1:0")
            #expect(wrong.status == 1)
            #expect(wrong.talk.contains("The vault key is not the one"))

            try right.write(to: URL(fileURLWithPath: folder.vaultKey))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.vaultKey)
            try folder.serve { daemon in
                let root = try daemon.client().introspectOwnToken()
                #expect(root.active)
            }
        }
    }

    @Test func `takes its vault key from the environment, and leaves it nowhere`() throws {
        try Folder.run { folder in
            let text = "1:" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
            let settings = ["KEYHOLD_VAULT_KEY_VARIABLE": "MY_VAULT_KEY", "MY_VAULT_KEY": text]
            try folder.serve(settings) { daemon in
                #expect(!FileManager.default.fileExists(atPath: folder.vaultKey))
                let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.id)/environ"))
                #expect(environment.range(of: Data(text.dropFirst(2).utf8)) == nil)
                _ = try daemon.tenant()
            }
            try folder.serve(settings) { daemon in
                let organizations = try daemon.client().listOrganizations().items
                #expect(organizations.count == 1)
            }
        }
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
