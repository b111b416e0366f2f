import Foundation
import LoopbackSupport
import Testing

@Suite struct PromptTests {
    @Test func `a key is typed unseen, and the terminal is put back`() throws {
        try StubServer.run { server in
            let run = try TerminalRun(["verify", "--output", "name"], StubServer.credential(server.url))
            try run.waitFor("API key: ")
            #expect(!run.echoes)
            run.type("khk_good\n")
            run.process.waitUntilExit()
            #expect(run.process.terminationStatus == 0 && run.echoes)
        }
    }

    @Test func `login asks for what it needs, and the secret is typed unseen`() throws {
        try TemporaryDirectory.run { directory in
            try StubServer.run { server in
                let run = try TerminalRun(["login"], ["XDG_CONFIG_HOME": directory], lines: 24)
                try run.waitFor("Server [http://127.0.0.1:8700]: ")
                run.type(server.url + "\n")
                try run.waitFor("Client id: ")
                run.type("client-1\n")
                try run.waitFor("Client secret: ")
                #expect(!run.echoes)
                run.type("khs_canarySecret\n")
                run.process.waitUntilExit()
                #expect(run.process.terminationStatus == 0 && run.echoes)
                let saved = try String(contentsOfFile: directory + "/keyhold/profiles.json", encoding: .utf8)
                #expect(saved.contains(server.url) && saved.contains("khs_canarySecret"))
            }
        }
    }

    @Test func `a question names the thing, and anything but yes leaves it`() throws {
        try StubServer.run { server in
            let run = try TerminalRun(
                ["key", "regenerate", "ci", "--team", "search"], StubServer.credential(server.url), lines: 24)
            try run.waitFor("Regenerate the key “ci” of team Search? The old secret is dead at once. [y/N] ")
            run.type("\n")
            run.process.waitUntilExit()
            #expect(run.process.terminationStatus == 1)
            #expect(!server.requests.contains { $0.method == "PATCH" })
        }
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal at the prompt ends the program and leaves the echo on`(signal: Int32) throws {
        let run = try TerminalRun(["verify"], StubServer.credential("http://127.0.0.1:1"))
        try run.waitFor("API key: ")
        #expect(!run.echoes)
        kill(run.process.processIdentifier, signal)
        run.process.waitUntilExit()
        #expect(run.process.terminationReason == .uncaughtSignal && run.process.terminationStatus == signal)
        #expect(run.echoes)
    }
}
