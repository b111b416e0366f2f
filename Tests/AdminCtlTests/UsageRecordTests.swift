import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

@Suite struct UsageRecordTests {
    private static func row(_ number: Int, _ more: String = "") -> String {
        #"{"key_id":"k","request_id":"r\#(number)","usage":{"input_tokens":1,"output_tokens":2},"cost":0.000000001\#(more)}"#
    }

    @Test func `one call goes by options, with a request id of its own and its digits`() throws {
        try serve { environment, server in
            let outcome = try Program.run(
                ["usage", "record", "--key", "k", "--input-tokens", "7", "--cost", "0.000000001"], environment)
            #expect(outcome.status == 0 && outcome.output.contains("Cost      $0.000000001\n"), "\(outcome)")
            let sent = try #require(server.requests.last?.body)
            #expect(sent.contains(#""input_tokens":7"#) && sent.contains(#""output_tokens":0"#))
            #expect(sent.contains(#""cost":0.000000001"#) && sent.contains(#""request_id":""#))
        }
    }

    @Test func `a call says when it was, by a time or how long ago`() throws {
        try serve { environment, server in
            for (at, form) in [
                ("2026-01-30T09:00:00Z", "2026-01-30T09:00:00Z"), ("2026-01-30", "2026-01-30T00:00:00Z"),
            ] {
                let outcome = try Program.run(
                    ["usage", "record", "--key", "k", "--input-tokens", "7", "--at", at], environment)
                #expect(outcome.status == 0, "\(outcome)")
                #expect(try #require(server.requests.last?.body).contains(#""occurred_at":"\#(form)""#))
            }
            let now = Date(timeIntervalSince1970: 1_769_850_000)
            #expect(PastArgument(argument: "36h")?.instant(now: now) == "2026-01-29T21:00:00.000Z")
            #expect(PastArgument(argument: "soon") == nil)
        }
    }

    @Test func `rows come as JSON lines, JSON or YAML, from a file or a pipe`() throws {
        let yaml = "- key_id: k\n  request_id: r0\n  cost: 0.000000001\n  usage: {input_tokens: 1, output_tokens: 2}\n"
        for text in [Self.row(0) + "\n\n", "[\(Self.row(0))]", yaml, Self.row(0)] {
            try serve { environment, server in
                let piped = try Program.run(["usage", "record", "-"], environment, input: text)
                #expect(piped.status == 0 && piped.output.contains("Recorded       1\n"), "\(piped)")
                let sent = try JSONValue(json: try #require(server.requests.last?.body))
                #expect(sent == (try JSONValue(json: #"{"records":[\#(Self.row(0))]}"#)))
            }
        }
    }

    @Test func `any number goes a thousand at a time, and what was known before is not counted as charged`() throws {
        try serve { environment, server in
            let rows = (0..<2_500).map { Self.row($0) }.joined(separator: "\n")
            let outcome = try Program.run(["usage", "record", "-", "-o", "json"], environment, input: rows)
            #expect(outcome.status == 0, "\(outcome.talk)")
            #expect(sizes(server) == [1_000, 1_000, 500])
            // The server has seen the last row of each request before.
            let expected = #"""
                {"rows":2500,"recorded":2497,"repeated":3,"cost":0.000002497,"without_price":0,"dry_run":false}
                """#
            #expect(try JSONValue(json: outcome.output) == (try JSONValue(json: expected)))
        }
    }

    @Test func `all rows of a file that are wrong are named, and none is sent`() throws {
        let rows = [
            Self.row(0), Self.row(1, #","color":1"#), "{", "[]", #"{"key_id":"k","request_id":"r"}"#,
            #"{"key_id":"k","usage":{"input_tokens":1,"output_tokens":2}}"#,
            #"{"key_id":"k","request_id":"r","usage":{"input_tokens":"many","output_tokens":2}}"#,
            #"{"key_id":"k","request_id":"r","usage":{"tokens":1}}"#,
        ]
        try TemporaryDirectory.run { directory in
            let path = directory + "/rows.jsonl"
            try rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
            try serve { environment, server in
                for more in [[], ["--dry-run"]] {
                    let outcome = try Program.run(["usage", "record", path] + more, environment)
                    #expect(outcome.status == 2 && server.requests.isEmpty)
                    try Golden.expect(outcome.talk, is: "usage-faults")
                }
            }
        }
    }

    @Test func `what the server refuses has the place that the file gives it, and what is recorded is said`() throws {
        var rows = (0..<1_100).map { Self.row($0) }
        rows[1_041] = Self.row(1_041, #","outcome":"refuse""#)
        try serve { environment, _ in
            let outcome = try Program.run(
                ["usage", "record", "-"], environment, input: rows.joined(separator: "\n"))
            #expect(outcome.status == 1)
            #expect(
                outcome.talk.contains("1000 rows before are recorded")
                    && outcome.talk.contains("line 1042: No such key."))
        }
    }

    @Test func `a dry run checks a file, shows one call, and sends nothing`() throws {
        try serve { environment, server in
            let counted = try Program.run(
                ["usage", "record", "-", "--dry-run"], environment, input: "[\(Self.row(0)),\(Self.row(1))]")
            #expect(counted.status == 0 && counted.output.contains("Rows           2\n"))
            #expect(server.requests.isEmpty)
            let shown = try Program.run(
                ["usage", "record", "--key", "k", "--requests", "2", "--dry-run"], environment)
            #expect(shown.output.hasPrefix("Would send  POST /v1/usage\n"))
            #expect(!server.requests.contains { $0.path == "/v1/usage" })
        }
    }

    @Test(arguments: [[], ["--key", "k"], ["--input-tokens", "1"], ["-", "--key", "k", "--cost", "1"]])
    func `neither nothing nor half a call nor both is recorded`(arguments: [String]) throws {
        let outcome = try Program.run(["usage", "record"] + arguments, StubServer.credential("http://127.0.0.1:1"))
        #expect(outcome.status == 2 && outcome.talk.hasPrefix("adminctl: "))
    }

    private func sizes(_ server: LoopbackServer) -> [Int] {
        server.requests.filter { $0.path == "/v1/usage" }.map { $0.body.components(separatedBy: "key_id").count - 1 }
    }

    /// Takes what it is sent; of each request it knows the last record from before.
    private func serve(_ body: ([String: String], LoopbackServer) throws -> Void) throws {
        try LoopbackServer.run { request in
            switch request.line {
            case "POST /oauth2/token":
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            case "POST /v1/usage" where request.body.contains("refuse"):
                return .json(
                    #"""
                    {"error":{"message":"No such key.","type":"t","code":"c","param":"records[41].key_id","request_id":"r"}}
                    """#, status: 422)
            case "POST /v1/usage":
                let count = request.body.components(separatedBy: "key_id").count - 1
                let entries = (0..<count).map { index in
                    #"""
                    {"id":"e\#(index)","object":"usage","key_id":"k","request_id":"r","model":null,"price_version":null,
                    "usage":{"input_tokens":1,"output_tokens":2},"cost":0.000000001,"outcome":null,
                    "created_at":"2026-03-01T09:30:00.123Z","repeated":\#(count > 1 && index == count - 1)}
                    """#
                }
                return .json(
                    #"{"object":"list","data":[\#(entries.joined(separator: ","))],"has_more":false,"first_id":null,"last_id":null}"#
                )
            default: return .status(404)
            }
        } _: { server in
            try body(StubServer.credential(server.url), server)
        }
    }
}
