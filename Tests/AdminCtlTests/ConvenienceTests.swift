import ArgumentParser
import Foundation
import LoopbackSupport
import Synchronization
import Testing

@testable import adminctl

@Suite struct ConvenienceTests {
    @Test func `a dry run shows the request and sends no change`() throws {
        try StubServer.run { server in
            let environment = StubServer.credential(server.url)
            let create = try Program.run(
                ["key", "create", "ci", "--team", "search", "--rotate", "90d", "--dry-run"], environment)
            #expect(create.output.hasPrefix("Would send  POST /v1/teams/\(StubServer.teamID)/api_keys\n"))
            #expect(create.output.contains(#""rotation_policy": {"rotation_period_days": 90}"#))
            let delete = try Program.run(["team", "delete", "search", "--dry-run", "-o", "json"], environment)
            #expect(delete.status == 0 && delete.output.contains(#""method": "DELETE""#))
            let revoke = try Program.run(["key", "revoke-leaked", "--dry-run"], environment, input: "khk_canaryLeaked")
            #expect(revoke.output.contains(#"{"secret": "khk_•••"}"#) && !revoke.output.contains("canary"))
            #expect(server.requests.allSatisfy { $0.method == "GET" || $0.path == "/oauth2/token" })
        }
    }

    @Test func `a rotation is shown with who still uses the old secret`() throws {
        try StubServer.run { server in
            let outcome = try Program.run(
                ["key", "rotation", "ci", "--team", "search", "-o", "wide"], StubServer.credential(server.url))
            try Golden.expect(outcome.output, is: "rotation")
            let extended = try Program.run(
                ["key", "extend", "ci", "--team", "search", "--until", "7d"], StubServer.credential(server.url))
            #expect(extended.status == 0 && server.requests.last?.body == #"{"transition_seconds":604800}"#)
        }
    }

    @Test func `the holder of a key asks with the key alone`() throws {
        try StubServer.run { server in
            let environment = ["KEYHOLD_URL": server.url, "KEYHOLD_API_KEY": "khk_mine"]
            let outcome = try Program.run(["me", "-o", "name"], environment)
            #expect(outcome.status == 0 && outcome.output == "k1\n")
            #expect(server.requests.map { $0.headers["authorization"] } == ["Bearer khk_mine"])
        }
    }

    @Test func `a list longer than the terminal goes through the pager, and a broken one is no error`() throws {
        try StubServer.run { server in
            var environment = StubServer.credential(server.url)
            environment["PAGER"] = "tr a-z A-Z"
            let paged = try TerminalRun(["team", "list"], environment, lines: 2).output(through: "SEARCH")
            #expect(paged.contains("SEARCH  SEARCH"))
            environment["PAGER"] = "/nowhere/less"
            let plain = try TerminalRun(["team", "list"], environment, lines: 2).output(through: "ago")
            #expect(plain.contains("search  Search"))
        }
    }

    @Test func `a list is printed while it comes: one without an end can be read`() throws {
        let asked = Mutex(0)
        try LoopbackServer.run { request in
            if request.path == "/oauth2/token" {
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            }
            let page = asked.withLock { asked in
                asked += 1
                return asked
            }
            return .json(
                #"""
                {"object":"list","data":[{"object":"team_member","team_id":"t","user_id":"u\#(page)","role":"member",\
                "created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-01T00:00:00.000Z"}],\
                "has_more":true,"first_id":null,"last_id":"u\#(page)"}
                """#.replacing("\\\n", with: ""))
        } _: { server in
            let process = Process()
            let output = Pipe()
            process.executableURL = Program.executable
            process.arguments = ["member", "list", "--team", StubServer.teamID, "-o", "name"]
            process.environment = Program.inherited.merging(StubServer.credential(server.url)) { $1 }
            process.standardOutput = output
            try process.run()
            Program.watch(process)
            try output.fileHandleForWriting.close()
            let first = output.fileHandleForReading.availableData
            #expect(String(decoding: first, as: UTF8.self).hasPrefix("u1\n"))
            try output.fileHandleForReading.close()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
    }

    @Test func `a proxy is taken from the environment`() throws {
        try LoopbackServer.run { _ in
            .json(#"{"status": "ok", "version": "0.1.0"}"#)
        } _: { proxy in
            let environment = ["http_proxy": proxy.url, "no_proxy": ""]
            let outcome = try Program.run(["status", "--url", "http://keyhold.invalid"], environment)
            #expect(outcome.status == 0)
            #expect(proxy.requests.first?.target == "http://keyhold.invalid/healthz")
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `there is a completion script for every shell`(shell: String) throws {
        let outcome = try Program.run(["completion", shell])
        #expect(outcome.status == 0 && outcome.output.contains("---completion"))
    }

    @Test func `completion takes names from the server, and nothing from one that is not there`() throws {
        let request = ["---completion", "team", "get", "--", "positional@0", "3", "0", "adminctl", "team", "get", ""]
        try StubServer.run { server in
            let outcome = try Program.run(request, StubServer.credential(server.url))
            #expect(outcome.status == 0 && outcome.output == "search\n", "\(outcome.output) \(outcome.talk)")
        }
        try LoopbackSocket.withDeadURL { url in
            let outcome = try Program.run(request, StubServer.credential(url))
            #expect(outcome.status == 0 && outcome.output == "\n" && outcome.talk.isEmpty)
        }
    }

    @Test func `a command line is read as far as it is typed`() {
        let words = CommandWords(["adminctl", "key", "get", "--team", "search", "--url=http://h", "--profile"])
        #expect(words.value(of: "--team") == "search" && words.value(of: "--url") == "http://h")
        #expect(words.value(of: "--profile") == nil && words.value(of: "--organization") == nil)
    }

    @Test func `every command has its manual page`() throws {
        try TemporaryDirectory.run { directory in
            #expect(try Program.run(["manual", directory]).status == 0)
            let names = try Set(FileManager.default.contentsOfDirectory(atPath: directory))
            #expect(names == Set(HelpTests.commands.map { $0.name + ".1" }))
            try Golden.expect(
                try String(contentsOfFile: directory + "/adminctl-key-rotate.1", encoding: .utf8),
                is: "manual-key-rotate")
        }
    }
}
