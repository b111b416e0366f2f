import Foundation
import Testing

/// TLS as curl and openssl meet it.
@Suite struct `A listener with TLS` {
    @Test func `speaks HTTP/2 or HTTP/1.1, as the client chooses, and nothing in the clear`() throws {
        try withTLS { daemon, certificates in
            #expect(daemon.url.hasPrefix("https://127.0.0.1:"))
            for (flag, version) in [("--http2", "2"), ("--http1.1", "1.1"), ("--no-alpn", "1.1")] {
                let reply = try Curl(flag, "--cacert", certificates.authority, daemon.url + "/healthz")
                #expect(reply.status == 200 && reply.version == version, "\(flag): \(reply)")
                #expect(reply.body.contains("\"ok\""))
            }
            let plain = try daemon.raw("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", thenFinish: true)
            #expect(plain == nil)
            let distrustful = try Curl(daemon.url + "/healthz")
            #expect(distrustful.exit == 60)
        }
    }

    @Test func `serves the first certificate of a file that begins with a byte-order mark`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            for file in [certificates.certificate, certificates.key, certificates.authority] {
                let url = URL(fileURLWithPath: file)
                try (Data([0xEF, 0xBB, 0xBF]) + Data(contentsOf: url)).write(to: url)
            }
            var settings = certificates.settings
            settings["KEYHOLD_TLS_CLIENT_CA_FILE"] = certificates.authority
            try folder.serve(settings, listen: ["127.0.0.1:0 tls"]) { daemon in
                let shown = try subject(daemon)
                #expect(shown == "first")
            }
        }
    }

    @Test func `carries a whole request and its reply over both versions`() throws {
        try withTLS { daemon, certificates in
            let root = try daemon.root()
            for version in ["--http2", "--http1.1"] {
                let reply = try Curl(
                    version, "--cacert", certificates.authority, "-u", "\(root.clientID):\(root.clientSecret)", "-d",
                    "grant_type=client_credentials", daemon.url + "/oauth2/token")
                #expect(reply.status == 200 && reply.body.contains("\"access_token\""), "\(version): \(reply.status)")
            }
        }
    }

    @Test func `does not speak what is older than the least version`() throws {
        try withTLS(["KEYHOLD_TLS_MINIMUM_VERSION": "1.3"]) { daemon, certificates in
            let url = daemon.url + "/healthz"
            let old = try Curl("--cacert", certificates.authority, "--tls-max", "1.2", url)
            let new = try Curl("--cacert", certificates.authority, "--tlsv1.3", url)
            #expect(old.exit == 35 && new.status == 200)
        }
        try withTLS { daemon, certificates in
            let url = daemon.url + "/healthz"
            let allowed = try Curl("--cacert", certificates.authority, "--tls-max", "1.2", url)
            #expect(allowed.status == 200)
            // The client itself is told to allow everything: it is the daemon that says no.
            let old = try TLSConnection(port: daemon.port, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
            #expect(old.untilEnd().isEmpty)
            #expect(old.talk.text().contains("alert protocol version"))
        }
    }

    @Test func `lets in whom the client authority has signed, and nobody else`() throws {
        for (demand, stranger) in [("require", false), ("request", true)] {
            try Folder.run { folder in
                let certificates = try Certificates(in: folder)
                try certificates.makeAuthority("other")
                try certificates.issue("friend", subject: "friend")
                try certificates.issue("foe", subject: "foe", by: "other")
                let settings = certificates.settings.merging([
                    "KEYHOLD_TLS_CLIENT_CA_FILE": certificates.authority, "KEYHOLD_TLS_CLIENT_CERTIFICATES": demand,
                ]) { $1 }
                try folder.serve(settings, listen: ["127.0.0.1:0 tls"]) { daemon in
                    let url = daemon.url + "/healthz"
                    func status(_ name: String) throws -> Int {
                        try Curl(
                            "--cacert", certificates.authority, "--cert", "\(folder.path)/\(name).pem", "--key",
                            "\(folder.path)/\(name).key", url
                        ).status
                    }
                    let (friend, foe) = (try status("friend"), try status("foe"))
                    let nobody = try Curl("--cacert", certificates.authority, url).status
                    #expect(friend == 200 && foe == 0 && nobody == (stranger ? 200 : 0), "\(demand)")
                }
            }
        }
    }

    @Test func `takes up a new certificate on SIGHUP, and keeps the old one when the new one is broken`() throws {
        try withTLS { daemon, certificates in
            #expect(try subject(daemon) == "first")
            try Data("nonsense".utf8).write(to: URL(fileURLWithPath: certificates.certificate))
            Foundation.kill(daemon.id, SIGHUP)
            _ = try #require(daemon.talk.line { $0.contains("certificate refused") })
            #expect(try subject(daemon) == "first")
            try certificates.issue("server", subject: "second")
            Foundation.kill(daemon.id, SIGHUP)
            _ = try #require(daemon.talk.line { $0.contains("certificate loaded") })
            #expect(try subject(daemon) == "second")
        }
    }

    @Test func `takes up a new certificate when the files change, without being told`() throws {
        try withTLS { daemon, certificates in
            try certificates.issue("server", subject: "second")
            _ = try #require(daemon.talk.line { $0.contains("certificate loaded") })
            #expect(try subject(daemon) == "second")
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: certificates.key)
            try certificates.issue("client", subject: "third")
            #expect(rename("\(certificates.folder)/client.pem", certificates.certificate) == 0)
            _ = try #require(daemon.talk.line { $0.contains("certificate refused") })
            #expect(try subject(daemon) == "second")
        }
    }

    @Test func `is not opened with a key that others can read, or that is another's, and says what to do`() throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            let settings = certificates.settings.merging(["KEYHOLD_SERVER_LISTEN": "127.0.0.1:0 tls"]) { $1 }
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: certificates.key)
            for command in ["serve", "check-config"] {
                let open = try folder.admind(command, settings: settings)
                #expect(open.status == 1 && open.talk.contains("chmod 600 \(certificates.key)"), "\(open.talk)")
            }
            try certificates.issue("other", subject: "other")
            #expect(rename("\(folder.path)/other.key", certificates.key) == 0)
            for command in ["serve", "check-config"] {
                let wrong = try folder.admind(command, settings: settings)
                #expect(wrong.status == 1 && wrong.talk.contains("is not the key"), "\(wrong.talk)")
            }
            try Data().write(to: URL(fileURLWithPath: certificates.certificate))
            let empty = try folder.admind("check-config", settings: settings)
            #expect(empty.status == 1 && empty.talk.contains("tls.certificate_file"), "\(empty.talk)")
        }
    }

    private func withTLS(
        _ settings: [String: String] = [:], _ body: (Daemon, Certificates) throws -> Void
    ) throws {
        try Folder.run { folder in
            let certificates = try Certificates(in: folder)
            try folder.serve(certificates.settings.merging(settings) { $1 }, listen: ["127.0.0.1:0 tls"]) { daemon in
                try body(daemon, certificates)
                #expect(daemon.stop() == 0)
            }
        }
    }

    /// The common name that a new connection is shown.
    private func subject(_ daemon: Daemon) throws -> String {
        let shown = try Program.run("openssl", ["s_client", "-connect", "127.0.0.1:\(daemon.port)"])
        let name = shown.output.split(separator: "\n").first { $0.hasPrefix("subject=") } ?? ""
        return name.split(whereSeparator: { $0 == "=" || $0 == " " }).last.map(String.init) ?? ""
    }
}
