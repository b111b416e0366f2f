import Foundation
import LoopbackSupport
import Testing

@Suite struct ScanTests {
    private static let live = "khk_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O50Zlbpi"

    @Test func `offline what is found counts as live, and only its ends are shown`() throws {
        try withTree(Self.live) { directory in
            for format in ["table", "json", "yaml", "sarif"] {
                let outcome = try Program.run(["scan", directory, "--offline", "-o", format])
                #expect(outcome.status == 1 && outcome.output.contains("khk_…lbpi"), "\(format)")
                #expect(!(outcome.output + outcome.talk).contains(Self.live), "\(format)")
            }
        }
    }

    @Test func `a clean tree is exit 0, and a path that is not there is told and is not`() throws {
        try withTree("khk_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O50Zlbpj") { directory in
            let clean = try Program.run(["scan", directory])
            #expect(clean.status == 0 && clean.output.isEmpty)
            let missing = try Program.run(["scan", directory + "/nowhere"])
            #expect(missing.status == 1 && missing.talk.contains("No such file"))
        }
    }

    @Test func `with a credential the server says what is live, each secret being asked for once`() throws {
        try StubServer.run { server in
            try withTree(Self.live + "\n" + Self.live) { directory in
                let found = try Program.run(["scan", directory, "-o", "json"], StubServer.credential(server.url))
                #expect(found.status == 1 && found.output.contains(#""state": "live""#))
                #expect(found.output.contains(#""name": "ci""#) && found.talk.contains("2 live, 0 of unknown state"))
                #expect(server.requests.filter { $0.path == "/v1/keys/lookup" }.count == 1)
            }
        }
    }

    @Test func `what the server does not know is no leak of its own, and silence is as bad as a leak`() throws {
        try withTree("khk_000000000000000000000000000000" + Self.checksum) { directory in
            try StubServer.run { server in
                let outcome = try Program.run(["scan", directory], StubServer.credential(server.url))
                #expect(outcome.status == 0 && outcome.output.contains("foreign"), "\(outcome.talk)")
            }
            try LoopbackSocket.withDeadURL { url in
                let outcome = try Program.run(["scan", directory], StubServer.credential(url))
                #expect(outcome.status == 1 && outcome.output.contains("unknown"))
            }
        }
    }

    @Test func `SARIF names the rule, the file and the line`() throws {
        try withTree("a\nb\n" + Self.live) { directory in
            let outcome = try Program.run(["scan", directory, "--offline", "-o", "sarif"])
            let data = Data(outcome.output.utf8)
            let log = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(log["version"] as? String == "2.1.0")
            let run = try #require((log["runs"] as? [[String: Any]])?.first)
            let result = try #require((run["results"] as? [[String: Any]])?.first)
            #expect(result["ruleId"] as? String == "keyhold-api-key" && result["level"] as? String == "error")
            #expect(outcome.output.contains(#""startLine": 3"#) && outcome.output.contains("/with%20space\""))
        }
    }

    /// Of thirty zeros, from the shared vectors.
    private static let checksum = "2BOP8s"

    private func withTree(_ text: String, _ body: (String) throws -> Void) throws {
        try TemporaryDirectory.run { directory in
            try Data(text.utf8).write(to: URL(filePath: directory + "/with space"))
            try body(directory)
        }
    }
}
