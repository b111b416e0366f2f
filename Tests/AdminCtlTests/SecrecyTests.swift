import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

@Suite struct SecrecyTests {
    @Test func `no credential is in verbose output, an error or the cache of another kind`() throws {
        try StubServer.run { server in
            var environment = StubServer.credential(server.url)
            environment["KEYHOLD_API_KEY"] = "khk_canaryOwnKey"
            let commands = [
                ["team", "list"], ["user", "list"], ["org", "list"], ["whoami"], ["team", "get", "x"], ["status"],
                ["key", "rotate-self", "--output", "name"], ["verify"], ["verify", "khk_canaryArgument"],
                ["team", "get", "kha_canaryArgument"],
            ]
            for arguments in commands {
                let outcome = try Program.run(arguments + ["--verbose"], environment, input: "khk_canaryKey")
                #expect(!(outcome.output + outcome.talk).contains("canary"), "\(arguments)")
            }
        }
    }

    @Test func `verbose shows both sides of the exchange, and secrets as their kind alone`() throws {
        try StubServer.run { server in
            let outcome = try Program.run(
                ["key", "create", "ci", "--team", StubServer.teamID, "--verbose"], StubServer.credential(server.url))
            for line in [
                "> POST /oauth2/token", "> Authorization: Basic •••", "> Authorization: Bearer •••",
                #"> {"name":"ci"}"#, #""access_token": "kha_•••""#, #""api_key": "khk_•••""#,
            ] { #expect(outcome.talk.contains(line), "\(line)") }
            #expect(outcome.talk.contains(/< 201 \(\d+ ms\)/) && !outcome.talk.contains("newSecret"))
        }
    }

    @Test(arguments: [
        (#"{"key":"hunter2"}"#, #"{"key":"•••"}"#), (#"{"secret" : "a\"b"}"#, #"{"secret" : "•••"}"#),
        ("token=hunter2&x=1", "token=•••&x=1"), (#"{"api_key":"khk_…9xQ2"}"#, #"{"api_key":"khk_…9xQ2"}"#),
        (#"{"note":"khs_0123456789"}"#, #"{"note":"khs_•••"}"#),
    ])
    func `a secret is masked by its field, whatever its form, and by its form, whatever its field`(
        body: String, shown: String
    ) {
        #expect(SecretMask.body(body) == shown)
    }

    @Test func `a token is kept between runs in a private file`() throws {
        try TemporaryDirectory.run { directory in
            try StubServer.run { server in
                var environment = StubServer.credential(server.url)
                environment["XDG_CACHE_HOME"] = directory
                for _ in 1...2 { _ = try Program.run(["team", "list"], environment) }
                #expect(server.requests.map(\.path) == ["/oauth2/token", "/v1/teams", "/v1/teams"])
            }
        }
    }
}
