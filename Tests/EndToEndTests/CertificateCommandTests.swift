import Foundation
import Testing

/// `adminctl` where the daemon listens otherwise than in the clear on a port.
@Suite struct `The command line over TLS and Unix sockets` {
    @Test func `reaches a daemon at its Unix socket, however the address is written, and keeps it as a profile`() throws
    {
        try Folder.run { folder in
            let socket = folder.path + "/a.sock"
            try folder.serve(listen: ["unix:\(socket) management"]) { daemon in
                let root = try daemon.root()
                for address in ["unix:\(socket)", "unix://\(socket)", "http+unix://\(socket)"] {
                    let outcome = try adminctl(folder, address, "whoami", "-o", "name")
                    #expect(outcome.status == 0 && outcome.lines == [root.clientID], "\(address): \(outcome.talk)")
                }
                let home = ["HOME": folder.path]
                let login = ["login", "--url", "unix:\(socket)", "--credential", folder.rootCredential]
                #expect(try Program.adminctl.run(login, home).status == 0)
                let outcome = try Program.adminctl.run(["whoami", "-o", "name"], home)
                #expect(outcome.lines == [root.clientID], "\(outcome.talk)")
            }
            let nobody = try adminctl(folder, "unix:\(socket)", "whoami")
            #expect(nobody.status == 4 && nobody.talk.contains("unix:\(socket)"), "\(nobody.talk)")
            let relative = try adminctl(folder, "unix:a.sock", "whoami")
            #expect(relative.status == 2 && relative.talk.contains("unix:/PATH"), "\(relative.talk)")
        }
    }

    @Test func `speaks TLS at a Unix socket that asks for it`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            let socket = folder.path + "/a.sock"
            try folder.serve(certificates.settings, listen: ["unix:\(socket) tls"]) { daemon in
                let trust = ["--ca-file", certificates.authority]
                let outcome = try adminctl(folder, "https+unix:\(socket)", ["whoami", "-o", "name"] + trust)
                #expect(outcome.lines == [try daemon.root().clientID], "\(outcome.talk)")
            }
        }
    }

    @Test func `tells an unknown authority, another name and an expired certificate apart, and what helps`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            try certificates.makeAuthority("other")
            for (hosts, days, authority, words) in [
                ("IP:127.0.0.1", 2, "other", ["authority that is not known", "--ca-file"]),
                ("DNS:keys.example.com", 2, "ca", ["for another name", "--url"]),
                ("IP:127.0.0.1", -1, "ca", ["has expired", "clock"]),
            ] {
                try certificates.issue("server", subject: "server", hosts: hosts, days: days)
                try folder.serve(certificates.settings, listen: ["127.0.0.1:0 tls"]) { daemon in
                    let trust = ["--ca-file", "\(folder.path)/\(authority).pem"]
                    let outcome = try adminctl(folder, daemon.url, ["whoami"] + trust)
                    #expect(outcome.status == 4 && words.allSatisfy(outcome.talk.contains), "\(outcome.talk)")
                }
            }
        }
    }

    @Test func `shows a client certificate, and says so where one is wanted, unknown or unusable`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            try certificates.makeAuthority("other")
            try certificates.issue("friend", subject: "friend")
            try certificates.issue("foe", subject: "foe", by: "other")
            try certificates.issue("late", subject: "late", days: -1)
            for version in ["1.2", "1.3"] {
                let settings = certificates.settings.merging([
                    "KEYHOLD_TLS_CLIENT_CA_FILE": certificates.authority, "KEYHOLD_TLS_MINIMUM_VERSION": version,
                ]) { $1 }
                try folder.serve(settings, listen: ["127.0.0.1:0 tls"]) { daemon in
                    func whoami(_ name: String?) throws -> Program.Outcome {
                        let files = name.map {
                            [
                                "--client-cert-file", "\(folder.path)/\($0).pem", "--client-key-file",
                                "\(folder.path)/\($0).key",
                            ]
                        }
                        return try adminctl(
                            folder, daemon.url, ["whoami", "--ca-file", certificates.authority] + (files ?? []))
                    }
                    #expect(try whoami("friend").status == 0)
                    let (nobody, foe, late) = (try whoami(nil), try whoami("foe"), try whoami("late"))
                    #expect(nobody.status == 4 && nobody.talk.contains("--client-cert-file"), "\(nobody.talk)")
                    #expect(foe.status == 4 && foe.talk.contains("client certificate"), "\(foe.talk)")
                    #expect(late.status == 4 && late.talk.contains("client certificate"), "\(late.talk)")
                }
            }
        }
    }

    @Test func `takes certificate and key from one file, the environment and the profile`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            try certificates.issue("friend", subject: "friend")
            let both = folder.path + "/both.pem"
            let (certificate, key) = ("\(folder.path)/friend.pem", "\(folder.path)/friend.key")
            try Data(try [certificate, key].map { try String(contentsOfFile: $0, encoding: .utf8) }.joined().utf8)
                .write(to: URL(fileURLWithPath: both))
            let settings = certificates.settings.merging(["KEYHOLD_TLS_CLIENT_CA_FILE": certificates.authority]) { $1 }
            try folder.serve(settings, listen: ["127.0.0.1:0 tls"]) { daemon in
                let show = ["--ca-file", certificates.authority, "--client-cert-file", both]
                let open = try adminctl(folder, daemon.url, ["whoami"] + show)
                #expect(open.status == 1 && open.talk.contains("chmod 600 \(both)"), "\(open.talk)")
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: both)
                #expect(try adminctl(folder, daemon.url, ["whoami"] + show).status == 0)
                let keyless = try adminctl(
                    folder, daemon.url, ["whoami", "--ca-file", certificates.authority, "--client-cert-file", key])
                #expect(keyless.status == 2 && keyless.talk.contains("holds no certificate"), "\(keyless.talk)")
                let home = ["HOME": folder.path]
                let login = ["login", "--url", daemon.url, "--credential", folder.rootCredential]
                let variables = [
                    "KEYHOLD_CA_FILE": certificates.authority, "KEYHOLD_CLIENT_CERT_FILE": certificate,
                    "KEYHOLD_CLIENT_KEY_FILE": key,
                ]
                let saved = try Program.adminctl.run(login, home.merging(variables) { $1 })
                #expect(saved.status == 0, "\(saved.talk)")
                #expect(try Program.adminctl.run(["whoami"], home).status == 0)
            }
        }
    }

    private func adminctl(_ folder: Folder, _ url: String, _ arguments: String...) throws -> Program.Outcome {
        try adminctl(folder, url, arguments)
    }

    private func adminctl(_ folder: Folder, _ url: String, _ arguments: [String]) throws -> Program.Outcome {
        try Program.adminctl.run(
            arguments, ["KEYHOLD_URL": url, "KEYHOLD_CLIENT_SECRET_FILE": folder.rootCredential])
    }
}
