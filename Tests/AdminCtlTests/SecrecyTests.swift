import Foundation
import LoopbackSupport
import Testing

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

    @Test func `verbose says method, path, status and nothing of the exchange besides`() throws {
        try StubServer.run { server in
            let outcome = try Program.run(["team", "list", "--verbose"], StubServer.credential(server.url))
            let lines = outcome.talk.split(separator: "\n").map { $0.prefix { $0 != "(" } }
            #expect(lines == ["POST /oauth2/token: 200 ", "GET /v1/teams?limit=500: 200 "])
        }
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
