import Foundation
import LoopbackSupport
import Testing

@Suite struct ProgramTests {
    @Test func `usage errors exit with 2 and say so on standard error alone`() throws {
        let wrong = [
            ["bogus"], ["team"] + ["get"], ["team", "get", "t", "--output", "xml"], ["key", "create", "n"],
            ["team", "delete", "t"], ["key", "regenerate", "k", "--user"],
            ["key", "rotate", "k", "--user", "--transition", "0"],
        ]
        for arguments in wrong {
            let outcome = try Program.run(arguments, StubServer.credential("http://127.0.0.1:1"))
            #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
            #expect(outcome.talk.hasPrefix("adminctl: "), "\(arguments)")
        }
    }

    @Test func `help and version are data, and success`() throws {
        let version = try Program.run(["--version"])
        #expect(version.status == 0 && version.output == "adminctl 0.1.0\n" && version.talk.isEmpty)
        let help = try Program.run(["team", "--help"])
        #expect(help.status == 0 && help.output.contains("SUBCOMMANDS") && help.talk.isEmpty)
    }

    @Test func `a server that is not there is exit 4, with what to try`() throws {
        try LoopbackSocket.withDeadURL { url in
            let outcome = try Program.run(["status", "--url", url])
            #expect(outcome.status == 4 && outcome.output.isEmpty)
            let hint = "Is admind running there? Set --url or KEYHOLD_URL."
            #expect(outcome.talk == "adminctl: cannot reach \(url): connection refused. \(hint)\n")
        }
    }

    @Test func `without a credential nothing is asked, and the variables are named`() throws {
        try StubServer.run { server in
            let outcome = try Program.run(["team", "list"], ["KEYHOLD_URL": server.url])
            #expect(outcome.status == 2 && outcome.talk.contains("KEYHOLD_CLIENT_ID"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test(
        arguments: [
            ("done", ["team", "list"], 0), ("failed", ["user", "list"], 1), ("refused", ["org", "list"], 1),
            ("not found", ["team", "get", "019c2222-0000-7000-8000-0000000000ff"], 3),
            ("no such slug", ["team", "get", "x"], 3),
            ("alive", ["status"], 0),
        ] as [(String, [String], Int32)])
    func `the exit code tells what became of a command`(_: String, arguments: [String], status: Int32) throws {
        try StubServer.run { server in
            let outcome = try Program.run(arguments, StubServer.credential(server.url))
            #expect(outcome.status == status, "\(outcome.talk)")
        }
    }

    @Test func `verify reads the key from a pipe, and a refused one is exit 5 with the answer printed`() throws {
        try StubServer.run { server in
            let environment = StubServer.credential(server.url)
            let good = try Program.run(["verify", "--output", "name"], environment, input: "khk_good\n")
            #expect(good.status == 0 && good.output == "k1\n" && good.talk.isEmpty)
            let bad = try Program.run(["verify", "--output", "json"], environment, input: "khk_canaryKey")
            #expect(bad.status == 5 && bad.output.contains(#""code": "not_found""#))
            let none = try Program.run(["verify"], environment)
            #expect(none.status == 2)
        }
    }

    @Test func `a deletion needs yes where nobody can be asked, and is not attempted without`() throws {
        try StubServer.run { server in
            let environment = StubServer.credential(server.url)
            let refused = try Program.run(["team", "delete", "search"], environment)
            #expect(refused.status == 2 && refused.talk.contains("--yes") && server.requests.isEmpty)
            let done = try Program.run(["team", "delete", "search", "--yes"], environment)
            #expect(done.status == 0 && done.output.isEmpty && done.talk.hasPrefix("Deleted"))
            #expect(server.requests.last?.line == "DELETE /v1/teams/\(StubServer.teamID)")
        }
    }

    @Test func `a new secret is data, and the advice to store it is talk`() throws {
        try StubServer.run { server in
            let outcome = try Program.run(
                ["key", "create", "ci", "--team", "search", "--metadata", "a=b"], StubServer.credential(server.url))
            #expect(outcome.status == 0 && outcome.output.contains("API key          khk_newSecret1234\n"))
            #expect(outcome.talk == "The secret is shown this once. Store it now.\n")
            #expect(server.requests.last?.body.contains(#""metadata":{"a":"b"}"#) == true)
        }
    }

    @Test func `a reader that goes away ends the program without a word`() throws {
        try StubServer.run { server in
            let process = Process()
            let (output, talk) = (Pipe(), Pipe())
            try output.fileHandleForReading.close()
            process.executableURL = Program.executable
            process.arguments = ["team", "list"]
            process.environment = Program.inherited.merging(StubServer.credential(server.url)) { $1 }
            (process.standardOutput, process.standardError) = (output, talk)
            try process.run()
            Program.watch(process)
            process.waitUntilExit()
            try talk.fileHandleForWriting.close()
            let said = try talk.fileHandleForReading.readToEnd() ?? Data()
            #expect(process.terminationReason == .exit && process.terminationStatus == 0 && said.isEmpty)
        }
    }
}
