import AdminClient
import Foundation
import Testing
import Wire

/// Everything that the daemon writes and says, with the log at its most talkative, holds no secret.
@Suite struct `A secret` {
    @Test func `is in no log, no file, no metric and no error, and neither is a digest of it`() throws {
        try Folder.run { folder in
            var canary = Canary()
            let seen = try folder.serve(["KEYHOLD_LOG_LEVEL": "trace"]) { daemon -> [(String, Data)] in
                try useEverything(daemon, &canary)
                let errors = try misplaceSecrets(daemon, canary)
                let metrics = try #require(try daemon.raw(get("/metrics", "")))
                let arguments = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.id)/cmdline"))
                let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(daemon.id)/environ"))
                try #require(FileManager.default.fileExists(atPath: folder.data + "/keyhold.db-wal"))
                let running = try files(folder)
                #expect(daemon.stop() == 0)
                return errors + running
                    + [
                        ("metrics", Data(metrics.text.utf8)), ("arguments", arguments), ("environment", environment),
                        ("standard output", daemon.output.soFar), ("log", daemon.talk.soFar),
                    ]
            }
            for (name, bytes) in try seen + files(folder) {
                #expect(!bytes.isEmpty || name.hasSuffix(".lock") || name.hasSuffix("-wal"), "\(name) is empty")
                #expect(canary.traces(in: bytes).isEmpty, "\(name): \(canary.traces(in: bytes))")
            }
            // The search finds what it looks for: the one file that holds a secret, and a digest.
            let credential = try Data(contentsOf: URL(fileURLWithPath: folder.rootCredential))
            #expect(!canary.traces(in: credential).isEmpty)
            #expect(try !canary.traces(in: canary.digestOfFirst()).isEmpty)
        }
    }

    @Test func `is in no argument of adminctl while it runs, and a refused one comes back in no message`() throws {
        try Folder.run { folder in
            try folder.serve { daemon in
                let (client, team) = try daemon.tenant()
                let key = try client.createKey(of: .team(team.id), CreateKeyBody(name: "a")).apiKey
                let root = try daemon.root()
                var canary = Canary()
                canary.add(key, root.clientSecret)
                let process = Process()
                let stdin = Pipe()
                process.executableURL = Program.adminctl.executable
                process.arguments = ["verify", "--verbose"]
                process.environment = Program.inherited.merging(daemon.adminctlEnvironment) { $1 }
                (process.standardInput, process.standardOutput) = (stdin, FileHandle.nullDevice)
                process.standardError = FileHandle.nullDevice
                try process.run()
                Program.watch(process)
                let path = "/proc/\(process.processIdentifier)/cmdline"
                let arguments = try Data(contentsOf: URL(fileURLWithPath: path))
                try stdin.fileHandleForWriting.write(contentsOf: Data(key.utf8))
                try stdin.fileHandleForWriting.close()
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
                #expect(canary.traces(in: arguments).isEmpty)
                for arguments in [["verify", key], ["key", "get", key, "--team", key], ["team", "get", key]] {
                    let outcome = try Program.adminctl.run(
                        arguments + ["--organization", "acme"], daemon.adminctlEnvironment)
                    #expect(outcome.status != 0)
                    #expect(canary.traces(in: Data((outcome.talk + outcome.output).utf8)).isEmpty)
                }
            }
        }
    }

    private func useEverything(_ daemon: Daemon, _ canary: inout Canary) throws {
        let (client, team) = try daemon.tenant()
        let root = try daemon.root()
        canary.add(root.clientSecret, try client.accessToken().revealSecret())
        let user = try client.createUser(CreateUserBody(email: "a@example.com", name: "A", role: "owner"))
        let made = try client.createClient(CreateClientBody(name: "tool", scopes: ["*"], userID: user.id))
        let rotated = try client.rotateClientSecret(made.clientID, transitionSeconds: 60)
        canary.add(made.clientSecret, rotated.clientSecret)
        let tool = daemon.client(.client(id: made.clientID, secret: SecretText(rotated.clientSecret)))
        let token = try tool.accessToken()
        _ = try tool.introspectToken(token)
        for owner in [KeyOwner.team(team.id), .user] {
            let key = try tool.createKey(of: owner, CreateKeyBody(name: "key"))
            let second = try tool.rotateKey(key.id, of: owner)
            let own = daemon.client(.accessToken(SecretText("")), apiKey: second.apiKey)
            let third = try own.rotateOwnKey(force: true)
            let fourth = try tool.regenerateKey(key.id, of: owner)
            canary.add(key.apiKey, second.apiKey, third.apiKey, fourth.apiKey, token.revealSecret())
            for secret in [key.apiKey, third.apiKey, fourth.apiKey] { _ = try tool.isGood(secret) }
            _ = try tool.listKeys(of: owner)
            try tool.deleteKey(key.id, of: owner)
        }
        try tool.revokeToken(token)
    }

    /// Sends every secret to where it does not belong; the replies.
    private func misplaceSecrets(_ daemon: Daemon, _ canary: Canary) throws -> [(String, Data)] {
        let json = "Content-Type: application/json\r\n"
        let form = "Content-Type: application/x-www-form-urlencoded\r\n"
        let root = try daemon.root()
        let bearer = "Authorization: Bearer \(try daemon.client().accessToken().revealSecret())\r\n"
        var replies: [(String, Data)] = []
        for secret in canary.secrets {
            let basic = Data("\(root.clientID):\(secret)x".utf8).base64EncodedString()
            let requests = [
                get("/v1/teams/\(secret)", bearer), get("/\(secret)", ""), get("/v1/organizations?\(secret)=1", bearer),
                get("/v1/organizations?after=\(secret)&limit=\(secret)", bearer),
                get("/v1/organizations?\(secret)", bearer),
                get("/healthz", "X-Request-Id: \(secret)\r\nUser-Agent: \(secret)\r\nCookie: a=\(secret)\r\n"),
                get("/v1/teams", bearer + "Keyhold-Organization: \(secret)\r\n"),
                get("/v1/teams", "Authorization: Bearer \(secret)x\r\n"),
                get("/v1/teams", "Authorization: Bearer \(secret) \(secret)\r\n"),
                get("/v1/teams", "Authorization: \(secret)\r\n"), get("/v1/teams", "Authorization: Basic \(basic)\r\n"),
                "\(secret.uppercased().prefix(12)) /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /healthz \(secret)\r\n\r\n", get("/healthz", "\(secret)\r\n"),
                get("/healthz", "\(secret): a\r\nHost: \(secret)\r\n"),
                post("/v1/organizations", bearer + json, "{\"name\": \"a\", \"\(secret)\": 1}"),
                post("/v1/organizations", bearer + json, "{\"name\": \"\(secret)"),
                post("/v1/organizations", bearer + json, "{\"name\": {\"\(secret)\": \"\(secret)\"}}"),
                post("/v1/organizations", bearer + json, "{\"name\": \"a\", \"time_zone\": \"\(secret)\"}"),
                post("/v1/organizations", bearer + json, "{\"name\": \"a\", \"key_ceilings\": {\"\(secret)\": 1}}"),
                post("/v1/keys/verify", bearer + json, "{\"key\": \"\(secret)x\"}"),
                post("/v1/keys/verify", bearer + json, "{\"key\": \"a\", \"metadata\": {\"\(secret)\": 1}}"),
                post("/v1/keys/verify", bearer + "Content-Type: \(secret)\r\n", "{}"),
                post("/oauth2/token", form, "grant_type=\(secret)&scope=\(secret)&\(secret)=\(secret)"),
                post(
                    "/oauth2/token", form, "client_id=\(secret)&client_secret=\(secret)x&grant_type=client_credentials"),
                post("/oauth2/introspect", form, "token=\(secret)"), post("/oauth2/\(secret)", form, secret),
            ]
            for (number, request) in requests.enumerated() {
                let reply = try daemon.raw(request, thenFinish: true)
                if let reply { #expect(reply.status < 500, "misplaced secret \(number)") }
                replies.append(("the reply to misplaced secret \(number)", Data((reply?.text ?? "none").utf8)))
            }
        }
        return replies
    }

    private func files(_ folder: Folder) throws -> [(String, Data)] {
        try FileManager.default.contentsOfDirectory(atPath: folder.data)
            .filter { !["root-credential.json", "vault.key"].contains($0) }
            .map { ($0, try Data(contentsOf: URL(fileURLWithPath: folder.data + "/" + $0))) }
    }

    private func get(_ target: String, _ headers: String) -> String {
        "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(headers)\r\n"
    }

    private func post(_ target: String, _ headers: String, _ body: String) -> String {
        "POST \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(headers)"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
