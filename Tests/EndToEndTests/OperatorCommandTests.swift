import AdminClient
import Foundation
import Testing
import Wire

/// The subcommands of `admind` beside `serve`.
@Suite struct `The operator's commands` {
    @Test func `init prints the credential once, and not a second time`() throws {
        try Folder.run { folder in
            let first = try folder.admind("init", "--format", "json")
            #expect(first.status == 0)
            let credential = try JSONDecoder().decode(RootCredentialBody.self, from: Data(first.output.utf8))
            #expect(credential.scopes == ["*"])
            #expect(!FileManager.default.fileExists(atPath: folder.rootCredential))
            let second = try folder.admind("init", "--format", "json")
            #expect(second.status == 1)
            #expect(second.output.isEmpty)
            #expect(second.talk.contains("recover-root"))
            try folder.serve { daemon in
                let client = client(daemon, credential)
                let token = try client.introspectOwnToken()
                #expect(token.active)
                #expect(!FileManager.default.fileExists(atPath: folder.rootCredential))
            }
        }
    }

    @Test func `init leaves no root client behind whose credential it could not keep, and can be run again`() throws {
        try Folder.run { folder in
            for obstacle in [folder.rootCredential, folder.rootCredential + ".new"] {
                try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
                for command in ["init", "serve"] {
                    let refused = try folder.admind(command)
                    #expect(refused.status == 1 && refused.output.isEmpty, "\(command) \(obstacle)")
                    #expect(refused.talk.contains(folder.rootCredential), "\(refused.talk)")
                }
                try FileManager.default.removeItem(atPath: obstacle)
            }
            #expect(try folder.admind("init").status == 0)
        }
    }

    @Test func `init leaves the credential that it could not print in a file`() throws {
        try Folder.run { folder in
            let full = try Program.run(
                URL(fileURLWithPath: "/bin/sh"),
                [
                    "-c", "exec \"$0\" \"$@\" > /dev/full", Program.admind.executable.path, "init", "--data-dir",
                    folder.data,
                ],
                [:])
            #expect(full.status == 1)
            #expect(full.talk.contains(folder.rootCredential), "\(full.talk)")
            try folder.serve { daemon in
                let token = try daemon.client().introspectOwnToken()
                #expect(token.active)
            }
        }
    }

    @Test func `doctor and serve say whether a root credential that lies there still works`() throws {
        try Folder.run { folder in
            let says = { (text: String) in
                let doctor = try folder.admind("doctor")
                #expect(doctor.status == 0 && doctor.output.contains(text), "\(doctor.output)")
                try folder.serve { daemon in
                    #expect(daemon.output.lines(1) { $0.contains(text) && $0.contains(folder.rootCredential) } != nil)
                }
            }
            try folder.serve { _ in }
            // As an editor of Windows saves it.
            let text = try String(contentsOfFile: folder.rootCredential, encoding: .utf8)
            try ("\u{FEFF}" + text.replacing("\n", with: "\r\n")).write(
                toFile: folder.rootCredential, atomically: false, encoding: .utf8)
            try says("can do everything")
            try text.write(toFile: folder.rootCredential, atomically: false, encoding: .utf8)
            try folder.serve { daemon in
                let client = try daemon.client()
                _ = try client.rotateClientSecret(folder.root().clientID, transitionSeconds: 0)
            }
            try says("no longer works")
        }
    }

    @Test func `recover-root makes a second root client, and the first stays`() throws {
        try Folder.run { folder in
            try folder.serve { $0.stop() }
            let outcome = try folder.admind("recover-root", "--format", "json")
            #expect(outcome.status == 0)
            let recovered = try JSONDecoder().decode(RootCredentialBody.self, from: Data(outcome.output.utf8))
            try folder.serve { daemon in
                let (first, second) = (try daemon.client(), client(daemon, recovered))
                #expect(try first.listClients().items.count == 2)
                #expect(try second.listClients().items.count == 2)
            }
        }
    }

    @Test func `a backup made under load, and restored elsewhere with the vault key, knows the keys`() throws {
        try Folder.run { folder in
            let (copy, other) = (folder.path + "/copy.db", folder.path + "/other")
            let key = try folder.serve { daemon -> String in
                let (client, team) = try daemon.tenant()
                let key = try client.createKey(of: .team(team.id), CreateKeyBody(name: "kept")).apiKey
                let made = Together.run(2) { index -> Int32 in
                    if index == 0 { return (try? folder.admind("backup", copy).status) ?? -1 }
                    for number in 0..<50 {
                        _ = try? client.createKey(of: .team(team.id), CreateKeyBody(name: "load \(number)"))
                    }
                    return 0
                }
                #expect(made == [0, 0])
                let again = try folder.admind("backup", copy)
                #expect(again.status == 1)
                #expect(again.talk.contains(copy))
                return key
            }
            let restored = try folder.admind("restore", copy, data: other)
            #expect(restored.status == 0, "\(restored.talk)")
            #expect(restored.output.contains(other + "/vault.key"))
            #expect(try folder.admind("restore", copy, data: other).status == 1)
            #expect(try folder.admind("doctor", data: other).status == 1)
            try FileManager.default.copyItem(atPath: folder.vaultKey, toPath: other + "/vault.key")
            #expect(try folder.admind("doctor", data: other).status == 0)
            try folder.serve(data: other) { daemon in
                let root = try folder.root()
                #expect(try client(daemon, root).isGood(key))
            }
        }
    }

    @Test func `what cannot be listened on is named, with why`() throws {
        try Folder.run { folder in
            #expect(try folder.admind("init").status == 0)
            try folder.serve { daemon in
                let (taken, other) = (daemon.url.replacing("http://", with: ""), folder.path + "/other")
                #expect(try folder.admind("init", data: other).status == 0)
                for (address, why) in [
                    (taken, "something else listens"), ("203.0.113.1:8700", "no such address"),
                    ("unix:\(folder.path)/no/socket", "no such folder"),
                    ("unix:/" + String(repeating: "x", count: 200), "bytes"),
                ] {
                    let refused = try folder.admind("serve", "--listen", address, data: other)
                    #expect(refused.status != 0)
                    #expect(refused.talk.contains(address) && refused.talk.contains(why), "\(refused.talk)")
                }
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can make files for others"))
    func `what root makes in the directory of a service belongs to the service, and no link leads root elsewhere`()
        throws
    {
        try Folder.run { folder in
            let (user, other, copy) = (uid_t(12_345), folder.path + "/other", folder.path + "/copy.db")
            for directory in [folder.data, other] {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                #expect(chown(directory, user, user) == 0)
            }
            #expect(try folder.admind("init").status == 0)
            #expect(try folder.admind("backup", copy).status == 0)
            #expect(try folder.admind("restore", copy, data: other).status == 0)
            for command in ["doctor", "recover-root", "migrate"] {
                #expect(try folder.admind(command).status == 0, "\(command)")
            }
            for directory in [folder.data, other] {
                for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
                    let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
                    #expect(attributes[.ownerAccountID] as? uid_t == user, "\(directory)/\(name)")
                }
            }
            let (lock, precious) = (other + "/admind.lock", folder.path + "/precious")
            try "kept".write(toFile: precious, atomically: true, encoding: .utf8)
            try FileManager.default.removeItem(atPath: lock)
            try FileManager.default.createSymbolicLink(atPath: lock, withDestinationPath: precious)
            #expect(try folder.admind("migrate", data: other).status == 1)
            #expect(try String(contentsOfFile: precious, encoding: .utf8) == "kept")
        }
    }

    @Test func `migrate says what it would do, and does it`() throws {
        try Folder.run { folder in
            let nothing = try folder.admind("migrate", "--dry-run")
            #expect(nothing.status == 1)
            #expect(!FileManager.default.fileExists(atPath: folder.data + "/keyhold.db"))
            #expect(try folder.admind("init").status == 0)
            for arguments in [["migrate", "--dry-run"], ["migrate"]] {
                let outcome = try Program.admind.run(arguments + ["--data-dir", folder.data])
                #expect(outcome.status == 0)
                #expect(outcome.output == "The database is up to date.\n")
            }
        }
    }

    @Test func `check-config names every problem at once`() throws {
        try Folder.run { folder in
            let file = folder.path + "/admind.yaml"
            let text = "server:\n  listen: nowhere\n  colour: blue\nlog:\n  level: loud\nnonsense:\n  a: 1\n"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let settings = ["KEYHOLD_SERVER_DRAIN_SECONDS": "soon", "KEYHOLD_OAUTH_LIFETIME": "1"]
            for command in ["check-config", "serve"] {
                let outcome = try Program.admind.run([command, "--config", file], settings)
                #expect(outcome.status == 2)
                for problem in [
                    "server.listen", "'nowhere'", "server.colour", "log.level", "'loud'", "nonsense.a",
                    "KEYHOLD_SERVER_DRAIN_SECONDS", "'soon'", "KEYHOLD_OAUTH_LIFETIME",
                ] {
                    #expect(outcome.talk.contains(problem), "\(command): \(problem)")
                }
            }
            #expect(try Program.admind.run(["check-config"]).status == 0)
        }
    }

    @Test func `openapi prints what the daemon serves`() throws {
        let outcome = try Program.admind.run(["openapi"])
        #expect(outcome.status == 0)
        let paths = try #require(try outcome.object()["paths"] as? [String: Any])
        #expect(Set(paths.keys) == Set(Endpoint.allCases.map(\.path)))
    }

    @Test func `a wrong command line is a usage error`() throws {
        for arguments in [["serve", "--port", "1"], ["nonsense"], ["backup"], ["doctor", "--format", "xml"]] {
            let outcome = try Program.admind.run(arguments)
            #expect(outcome.status != 0, "\(arguments)")
            #expect(outcome.output.isEmpty)
        }
    }

    private func client(_ daemon: Daemon, _ root: RootCredentialBody) -> KeyholdClient {
        daemon.client(.client(id: root.clientID, secret: SecretText(root.clientSecret)))
    }
}
