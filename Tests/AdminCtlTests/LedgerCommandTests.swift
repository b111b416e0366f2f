import Foundation
import LoopbackSupport
import Testing
import Wire

@testable import adminctl

/// The ledger at the command line: read, written to a file, put right, reckoned again.
@Suite struct LedgerCommandTests {
    private static let callID = "019c6666-0000-7000-8000-000000000001"
    private static let correctionID = "019c6666-0000-7000-8000-000000000002"
    private static let unpricedID = "019c6666-0000-7000-8000-000000000003"

    @Test func `a list is a table of calls and what puts them right, and every field for programs`() throws {
        try serve { environment, server in
            let table = try Program.run(["usage", "list"], environment)
            let wide = try Program.run(["usage", "list", "-o", "wide"], environment)
            #expect(table.status == 0 && table.talk.isEmpty, "\(table.talk)")
            let fresh = table.output.replacing(#/\ \ \d+(mo|d|h|m|s)\ ago/#, with: "  1d ago")
            try Golden.expect(fresh + "\n" + wide.output, is: "ledger-list")
            let json = try Program.run(["usage", "list", "-o", "json"], environment)
            #expect(try JSONValue(json: json.output) == (try JSONValue(json: "[\(Self.pages.joined(separator: ","))]")))
            let names = try Program.run(["usage", "list", "-o", "name"], environment)
            #expect(names.output == [Self.callID, Self.correctionID, Self.unpricedID].map { $0 + "\n" }.joined())
            // Two pages each.
            #expect(server.requests.filter { $0.path == "/v1/usage" }.count == 8)
        }
    }

    @Test func `every filter reaches the server, in a list and in an export`() throws {
        let arguments = [
            "--from", "2026-03-01", "--to", "2026-03-02T10:00:00Z", "--key", "k", "--team", "t", "--user", "u",
            "--model", "m", "--provider", "p", "--request-id", "r", "--outcome", "ok", "--metadata", "env=a=b",
            "--unpriced",
        ]
        let expected = [
            "from": "2026-03-01T00:00:00Z", "to": "2026-03-02T10:00:00Z", "key_id": "k", "team_id": "t",
            "user_id": "u", "model": "m", "provider": "p", "request_id": "r", "outcome": "ok", "metadata": "env=a=b",
            "unpriced": "true",
        ]
        try serve { environment, server in
            for command in ["list", "export"] {
                let outcome = try Program.run(["usage", command] + arguments, environment)
                #expect(outcome.status == 0, "\(outcome.talk)")
                for request in server.requests.suffix(2) {
                    for (name, value) in expected { #expect(request.query(name) == value, "\(request.target)") }
                }
            }
        }
    }

    @Test func `an export follows the pages to the end, with one header and every row once`() throws {
        try serve { environment, server in
            let csv = try Program.run(["usage", "export"], environment)
            #expect(csv.status == 0 && csv.talk.isEmpty, "\(csv.talk)")
            #expect(csv.output == "id,metadata\r\na,\"{\"\"env\"\":\"\"ci\"\"}\"\r\nb,\r\n")
            #expect(server.requests.compactMap { $0.query("after") } == ["a"])
            #expect(server.requests.last?.query("limit") == "1000" && server.requests.last?.query("format") == "csv")
            let lines = try Program.run(["usage", "export", "--format", "jsonl"], environment)
            #expect(lines.output == "{\"id\":\"a\"}\n{\"id\":\"b\"}\n", "\(lines)")
        }
    }

    @Test func `an export that breaks off says so, and that what is there is not all`() throws {
        try serve { environment, _ in
            let broken = try Program.run(["usage", "export", "--model", "breaks"], environment)
            #expect(broken.status == 1 && broken.output.hasSuffix("\r\n"))
            #expect(broken.talk.contains("Something broke."), "\(broken.talk)")
        }
    }

    @Test func `one row is a block with what puts it right and what that makes of it`() throws {
        try serve { environment, _ in
            let block = try Program.run(["usage", "get", Self.callID, "-o", "wide"], environment)
            try Golden.expect(block.output, is: "ledger-row")
            let json = try Program.run(["usage", "get", Self.callID, "-o", "json"], environment)
            #expect(try JSONValue(json: json.output) == (try JSONValue(json: Self.whole)))
            let missing = try Program.run(["usage", "get", "019c6666-0000-7000-8000-00000000000f"], environment)
            #expect(missing.status == 3 && missing.output.isEmpty, "\(missing)")
        }
    }

    @Test(
        arguments: [
            (["--refund", "0.000000001"], #"{"refund":0.000000001,"reason":"r"}"#),
            (["--cost", "2"], #"{"cost":2,"reason":"r"}"#), (["--void"], #"{"void":true,"reason":"r"}"#),
            (
                ["--input-tokens", "7", "--output-tokens", "0", "--cost", "0"],
                #"{"usage":{"input_tokens":7,"output_tokens":0},"cost":0,"reason":"r"}"#
            ),
        ])
    func `a correction says what the call should have been, prints its row, and can be rehearsed`(
        _ arguments: [String], _ body: String
    ) throws {
        try serve { environment, server in
            let correct = ["usage", "correct", Self.callID, "--reason", "r"] + arguments
            let done = try Program.run(correct + ["-o", "wide"], environment)
            #expect(done.status == 0 && done.output.contains("Corrects       \(Self.callID)\n"), "\(done)")
            #expect(done.output.contains("Cost           −$0.002\n") && done.output.contains("Net cost       $0.003\n"))
            #expect(try JSONValue(json: try #require(server.requests.last?.body)) == (try JSONValue(json: body)))
            #expect(server.requests.last?.headers["idempotency-key"]?.isEmpty == false)
            let count = server.requests.count { $0.path.hasSuffix("/correct") }
            let rehearsed = try Program.run(correct + ["--dry-run"], environment)
            #expect(rehearsed.output.hasPrefix("Would send  POST /v1/usage/\(Self.callID)/correct\n"), "\(rehearsed)")
            #expect(server.requests.count { $0.path.hasSuffix("/correct") } == count)
        }
    }

    @Test(
        arguments: [
            [], ["--dry-run"], ["-o", "json"], ["--model", "openai/gpt-large", "--priced"],
        ])
    func `a repricing goes on until there is no more, and prints the sum of its pieces`(_ arguments: [String]) throws {
        try serve { environment, server in
            let done = try Program.run(["usage", "reprice", "--from", "2026-03-01"] + arguments, environment)
            #expect(done.status == 0 && done.talk.isEmpty, "\(done)")
            let isDry = arguments.contains("--dry-run")
            if arguments.contains("json") {
                let sum = #"{"examined":2100,"repriced":11,"unpriced":1,"cost":0.25,"dry_run":false}"#
                #expect(try JSONValue(json: done.output) == (try JSONValue(json: sum)))
            } else {
                try Golden.expect(done.output, is: isDry ? "reprice-dry-run" : "reprice")
            }
            let bodies = try server.requests.filter { $0.path == "/v1/usage/reprice" }.map { request in
                try JSONDecoder().decode(RepriceUsageBody.self, from: Data(request.body.utf8))
            }
            #expect(bodies.map(\.from) == ["2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"])
            #expect(bodies.map(\.after) == [nil, Self.callID])
            #expect(bodies.allSatisfy { ($0.dryRun == true) == isDry })
            let isNarrow = arguments.contains("--priced")
            #expect(bodies.allSatisfy { ($0.priced == true && $0.model == "openai/gpt-large") == isNarrow })
        }
    }

    @Test(
        arguments: [
            (["list", "--from", "soon"], "--from"), (["list", "--metadata", "env"], "--metadata"),
            (["list", "--metadata", "=ci"], "--metadata"), (["export", "--format", "xml"], "--format"),
            (["export", "--metadata", "env"], "--metadata"), (["get"], "id"), (["correct", "x", "--void"], "--reason"),
            (["correct", "x", "--reason", "r"], "--refund"),
            (["correct", "x", "--reason", "r", "--void", "--refund", "1"], "--void"),
            (["correct", "x", "--reason", "r", "--input-tokens", "1"], "both --input-tokens and --output-tokens"),
            (["correct", "x", "--reason", "r", "--refund", "-1"], "--refund"),
            (["correct", "x", "--reason", "r", "--cost", "much"], "--cost"), (["reprice"], "--from"),
            (["reprice", "--from", "never"], "--from"),
        ] as [([String], String)])
    func `what is asked wrongly is refused by its name, before anything is sent`(_ arguments: [String], _ name: String)
        throws
    {
        try serve { environment, server in
            let outcome = try Program.run(["usage"] + arguments, environment)
            #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome)")
            #expect(outcome.talk.contains(name) && server.requests.isEmpty, "\(outcome.talk)")
        }
    }

    @Test func `what the server refuses is said in its words, with the field`() throws {
        try serve { environment, _ in
            let refused = try Program.run(
                ["usage", "correct", Self.correctionID, "--refund", "9", "--reason", "r"], environment)
            #expect(refused.status == 1 && refused.output.isEmpty)
            #expect(refused.talk.contains("more than that cannot be refunded (--refund 9)."), "\(refused.talk)")
        }
    }
}

// MARK: - The server

extension LedgerCommandTests {
    private static func row(_ id: String, _ cost: String, _ tokens: String, _ more: String) -> String {
        """
        {"id": "\(id)", "object": "usage", "key_id": "\(Sample.keyID)", "request_id": "call-7", \
        "model": "openai/gpt-large", "price_version": 1, "usage": {"input_tokens": \(tokens), \
        "cached_input_tokens": 0, "output_tokens": 0, "reasoning_tokens": 0, "requests": 1}, "cost": \(cost), \
        "outcome": "ok", "created_at": "\(Sample.created)"\(more)}
        """
    }

    private static let labels = #", "metadata": {"env": "ci", "feature": "search"}"#
    private static let correction = row(
        correctionID, "-0.002", "0", labels + #", "corrects": "\#(callID)", "reason": "cut off""#)
    private static let pages = [
        row(callID, "0.005", "1187", labels),
        correction,
        row(unpricedID, "null", "9", #", "unpriced": true"#).replacing(
            #""requests": 1"#, with: #""requests": 1, "images": 3"#),
    ]
    private static let net = #", "net": {"usage": {"input_tokens": 1187, "output_tokens": 0}, "cost": 0.003}"#
    private static let whole = row(callID, "0.005", "1187", labels + net + #", "corrections": [\#(correction)]"#)

    private func serve(_ body: ([String: String], LoopbackServer) throws -> Void) throws {
        try LoopbackServer.run { request in
            switch request.line {
            case "POST /oauth2/token":
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            case "GET /v1/usage": return request.query("format") == nil ? Self.list(request) : Self.text(request)
            case "GET /v1/usage/\(Self.callID)": return .json(Self.whole)
            case "POST /v1/usage/\(Self.callID)/correct":
                return .json(
                    Self.row(
                        Self.correctionID, "-0.002", "0",
                        Self.labels + Self.net + #", "corrects": "\#(Self.callID)", "reason": "r""#), status: 201)
            case "POST /v1/usage/\(Self.correctionID)/correct":
                return Self.failure(422, "The call has cost $0.003: more than that cannot be refunded.", "refund")
            case "POST /v1/usage/reprice": return Self.piece(request)
            default: return Self.failure(404, "There is no such row.", nil)
            }
        } _: { server in
            try body(StubServer.credential(server.url), server)
        }
    }

    private static func list(_ request: LoopbackRequest) -> LoopbackReply {
        let isFirst = request.query("after") == nil
        let (rows, last) = isFirst ? (pages.prefix(2), correctionID) : (pages.suffix(1), unpricedID)
        return .json(
            """
            {"object": "list", "data": [\(rows.joined(separator: ","))], "has_more": \(isFirst), \
            "first_id": "\(isFirst ? callID : unpricedID)", "last_id": "\(last)"}
            """)
    }

    /// Two pages, of which the second has no header, or fails.
    private static func text(_ request: LoopbackRequest) -> LoopbackReply {
        let isLines = request.query("format") == "jsonl"
        guard request.query("after") == nil else {
            if request.query("model") == "breaks" { return failure(500, "Something broke.", nil) }
            return .status(200, [:], isLines ? "{\"id\":\"b\"}\n" : "b,\r\n")
        }
        return .status(
            200, ["Link": "</v1/usage?after=a&format=csv>; rel=\"next\""],
            isLines ? "{\"id\":\"a\"}\n" : "id,metadata\r\na,\"{\"\"env\"\":\"\"ci\"\"}\"\r\n")
    }

    private static func piece(_ request: LoopbackRequest) -> LoopbackReply {
        let isFirst = !request.body.contains("after")
        return .json(
            """
            {"object": "usage_repricing", "dry_run": \(request.body.contains("dry_run")), \
            "examined": \(isFirst ? 2000 : 100), "repriced": \(isFirst ? 8 : 3), "unpriced": \(isFirst ? 0 : 1), \
            "cost": \(isFirst ? "0.3" : "-0.05"), "has_more": \(isFirst), "last_id": "\(callID)"}
            """)
    }

    private static func failure(_ status: Int, _ message: String, _ field: String?) -> LoopbackReply {
        let param = field.map { "\"\($0)\"" } ?? "null"
        return .json(
            #"{"error":{"message":"\#(message)","type":"t","code":"c","param":\#(param),"request_id":"r1"}}"#,
            status: status)
    }
}
