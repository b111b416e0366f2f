import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

@Suite struct ModelImportTests {
    private static let counts =
        #"{"object":"model_import","created":1,"changed":2,"unchanged":3,"dry_run":false,"skipped":0,"pinned":0}"#

    @Test func `JSON goes as it stands, and YAML as JSON with the same digits`() throws {
        let json = #"[ {"name": "a", "price": {"state": "priced", "input": 0.0375, "output": 1.50}} ]"#
        let yaml = "- name: a\n  price: {state: priced, input: 0.0375, output: 1.50}\n"
        let converted = #"[{"name":"a","price":{"state":"priced","input":0.0375,"output":1.50}}]"#
        try TemporaryDirectory.run { directory in
            for (name, text, sent) in [("a.json", json, json), ("a.yaml", yaml, converted)] {
                let path = directory + "/" + name
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                try serve { environment, server in
                    let outcome = try Program.run(["model", "import", path], environment)
                    #expect(outcome.status == 0 && outcome.output.contains("Changed    2\n"), "\(outcome.talk)")
                    #expect(server.requests.last?.body == sent && server.requests.last?.query("dry_run") == nil)
                }
            }
        }
    }

    @Test func `standard input will do, be it JSON or YAML, and a dry run asks the server for one`() throws {
        try serve { environment, server in
            for (input, sent) in [
                ("- name: a", #"[{"name":"a"}]"#), (#"{"m": {"mode": "chat"}}"#, #"{"m": {"mode": "chat"}}"#),
            ] {
                let outcome = try Program.run(["model", "import", "-", "--dry-run"], environment, input: input)
                #expect(outcome.status == 0, "\(outcome.talk)")
                #expect(server.requests.last?.body == sent && server.requests.last?.query("dry_run") == "true")
            }
        }
    }

    @Test func `a diff changes nothing, and shows what each price would become`() throws {
        try serve { environment, server in
            let outcome = try Program.run(["model", "import", "-", "--diff"], environment, input: "[]")
            #expect(outcome.status == 0, "\(outcome.talk)")
            #expect(server.requests.last?.query("dry_run") == "true")
            let lines = outcome.output.split(separator: "\n").map { line in
                line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
            }
            #expect(
                lines.prefix(5) == [
                    "MODEL AMOUNT BEFORE AFTER CHANGE", "o/x output $10 $12 +$2 (+20 %)",
                    "o/x input, batch, above 200000 tokens $2.5 $2 −$0.5 (−20 %)", "p input free $1 new, pinned",
                    "q state - free created",
                ], "\(outcome.output)")
            #expect(outcome.output.contains("Pinned     1: their prices stay\n"), "\(outcome.output)")
            let json = try Program.run(["model", "import", "-", "--diff", "-o", "json"], environment, input: "[]")
            #expect(json.output.hasPrefix("{") && json.output.contains(#""state_after": "free""#), "\(json.output)")
        }
    }

    @Test func `every row that is wrong is said`() throws {
        try serve { environment, _ in
            let outcome = try Program.run(["model", "import", "-"], environment, input: #"["refuse"]"#)
            #expect(outcome.status == 1)
            let expected = """
                adminctl: refused: 2 rows are wrong, and nothing was imported; --skip-invalid leaves them out.
                  [0]: name is required.
                  [7]: too precise.

                """
            #expect(outcome.talk == expected)
        }
    }

    @Test func `rows that are wrong are left out where that is asked for, and said`() throws {
        try serve { environment, server in
            let outcome = try Program.run(["model", "import", "-", "--skip-invalid"], environment, input: #"["skip"]"#)
            #expect(outcome.status == 0 && outcome.output.contains("Skipped    1\n"), "\(outcome.talk)")
            #expect(outcome.talk.contains("1 row was left out:\n  b/*: name must have no *."))
            #expect(server.requests.last?.query("invalid") == "skip")
        }
    }

    @Test func `what cannot be read or is no YAML is a usage error, and nothing is sent`() throws {
        try serve { environment, server in
            #expect(try Program.run(["model", "import", "/nowhere/x.json"], environment).status == 2)
            let broken = try Program.run(["model", "import", "-"], environment, input: "- name: [a")
            #expect(broken.status == 2 && broken.talk.contains("line "))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a long file has a bar on a terminal, which is gone at the end`() throws {
        try TemporaryDirectory.run { directory in
            let path = directory + "/long.json"
            let rows = (0..<4_000).map {
                #"{"name":"m\#($0)","description":"0123456789012345678901234567890123456789"}"#
            }
            try ("[" + rows.joined(separator: ",") + "]").write(toFile: path, atomically: true, encoding: .utf8)
            try serve { environment, _ in
                let screen = try TerminalRun(["model", "import", path], environment, lines: 24).output(
                    through: "Dry run")
                #expect(screen.contains("\r\u{1B}[K") && screen.contains("Created    1\n"))
            }
        }
    }

    private func serve(_ body: ([String: String], LoopbackServer) throws -> Void) throws {
        try LoopbackServer.run { request in
            switch request.line {
            case "POST /oauth2/token":
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            case "POST /v1/management/models/import" where request.body.contains("refuse"):
                return .json(
                    #"""
                    {"error":{"message":"2 rows cannot be imported, and nothing was.","type":"t","code":"c","param":"[0]",\#
                    "request_id":"r","problems":[{"place":"[0]","param":"name","message":"name is required."},\#
                    {"place":"[7]","param":"price.input","message":"too precise."}]}}
                    """#, status: 400)
            case "POST /v1/management/models/import" where request.body.contains("skip"):
                return .json(
                    #"""
                    {"object":"model_import","created":1,"changed":0,"unchanged":0,"dry_run":false,"skipped":1,"pinned":0,\#
                    "problems":[{"place":"b/*","param":"name","message":"name must have no *."}]}
                    """#)
            case "POST /v1/management/models/import" where request.query("diff") == "true":
                return .json(
                    #"""
                    {"object":"model_import","created":1,"changed":2,"unchanged":0,"dry_run":true,"skipped":0,"pinned":1,\#
                    "changes":[{"name":"o/x","kind":"changed","state_before":"priced","state_after":"priced","difference":2,\#
                    "amounts":[{"amount":"output","before":10,"after":12},\#
                    {"amount":"input","variant":"batch","above_tokens":200000,"before":2.5,"after":2}]},\#
                    {"name":"p","kind":"pinned","state_before":"free","state_after":"priced","difference":1,\#
                    "amounts":[{"amount":"input","before":null,"after":1}]},\#
                    {"name":"q","kind":"created","state_before":null,"state_after":"free","difference":0,"amounts":[]}]}
                    """#)
            case "POST /v1/management/models/import": return .json(Self.counts)
            default: return .status(404)
            }
        } _: { server in
            try body(StubServer.credential(server.url), server)
        }
    }
}
