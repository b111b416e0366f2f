import Foundation
import LoopbackSupport
import Testing

@testable import adminctl

@Suite struct LimitCommandTests {
    private static let reservationID = "019c5555-0000-7000-8000-000000000001"

    @Test func `an explanation is a trace for people and all of it for programs`() throws {
        try serve { environment, server in
            let arguments = [
                "explain", "--model", "m", "--metadata", "tier=free", "--input-tokens", "10", "--cost", "0.05",
            ]
            let trace = try Program.run(arguments + ["-o", "wide"], environment, input: "khk_good\n")
            #expect(trace.status == 0 && trace.talk.isEmpty, "\(trace.talk)")
            try Golden.expect(trace.output, is: "explanation")
            let sent = try JSONValue(json: try #require(server.requests.last?.body))
            let expected = #"""
                {"key":"khk_good","model":"m","metadata":{"tier":"free"},"estimate":{"input_tokens":10,"cost":0.05}}
                """#
            #expect(sent == (try JSONValue(json: expected)))
            let json = try Program.run(arguments + ["-o", "json"], environment, input: "khk_good")
            #expect(json.output.contains(#""outcome": "would_deny""#))
        }
    }

    @Test func `a call that would be refused is exit 5, with the trace printed and the key not`() throws {
        try serve { environment, _ in
            let refused = try Program.run(["explain"], environment, input: "khk_canaryKey")
            #expect(refused.status == 5)
            #expect(refused.output.contains("✗ known         No such key.") && refused.output.contains("not reached"))
            #expect(refused.output.hasSuffix("✗ The call is refused (not_found): No such key.\n"))
            #expect(!(refused.output + refused.talk).contains("canary"))
        }
    }

    @Test func `reservations are listed by state and found by their request ids`() throws {
        try serve { environment, server in
            let list = try Program.run(["reservation", "list", "--state", "open", "-o", "wide"], environment)
            try Golden.expect(list.output, is: "reservations")
            #expect(server.requests.last?.query("state") == "open")
            let found = try Program.run(["reservation", "get", "call-7", "-o", "name"], environment)
            #expect(found.output == Self.reservationID + "\n", "\(found.talk)")
            #expect(try Program.run(["reservation", "list", "--state", "gone"], environment).status == 2)
        }
    }

    @Test func `a release needs yes where nobody can be asked, and names what it frees where somebody can`() throws {
        try serve { environment, server in
            let unasked = try Program.run(["reservation", "release", "call-7"], environment)
            #expect(unasked.status == 2 && unasked.talk.contains("--yes") && server.requests.isEmpty)
            let asked = try TerminalRun(["reservation", "release", "call-7"], environment, lines: 24)
            try asked.waitFor("“call-7” (\(Self.reservationID)), which is open and holds $0.05, 120 tokens? [y/N]")
            asked.type("n\n")
            asked.process.waitUntilExit()
            #expect(asked.process.terminationStatus == 1 && !server.requests.contains { $0.path.hasSuffix("/release") })
            let rehearsed = try Program.run(["reservation", "release", "call-7", "--dry-run"], environment)
            #expect(rehearsed.output.contains("POST /v1/reservations/\(Self.reservationID)/release"))
            let done = try Program.run(["reservation", "release", "call-7", "--yes"], environment)
            #expect(done.status == 0 && server.requests.last?.path.hasSuffix("/release") == true)
        }
    }

    private func serve(_ body: ([String: String], LoopbackServer) throws -> Void) throws {
        try LoopbackServer.run { request in
            let id = Self.reservationID
            switch request.line {
            case "POST /oauth2/token":
                return .json(#"{"access_token":"kha_t","token_type":"Bearer","expires_in":60,"scope":"*"}"#)
            case "POST /v1/keys/explain":
                return .json(request.body.contains("khk_good") ? Self.explanation : Self.refusal)
            case "GET /v1/reservations":
                return .json(
                    #"{"object":"list","data":[\#(Self.reservation)],"has_more":false,"first_id":"\#(id)","last_id":"\#(id)"}"#
                )
            case "GET /v1/reservations/\(id)", "POST /v1/reservations/\(id)/release": return .json(Self.reservation)
            default: return .status(404)
            }
        } _: { server in
            try body(StubServer.credential(server.url), server)
        }
    }

    private static let reservation = """
        {"id": "\(reservationID)", "object": "reservation", "state": "open", "key_id": "\(Sample.keyID)", \
        "request_id": "call-7", "model": "openai/gpt-large", "input_tokens": 20, "max_output_tokens": 100, \
        "cost": 0.05, "holds": [{"policy_id": "p", "type": "cost", "amount": 0.05}, \
        {"policy_id": "q", "type": "cost", "amount": 0.05}, {"policy_id": "r", "type": "tokens", "amount": 120}], \
        "created_at": "\(Sample.created)", "expires_at": "2026-03-01T09:40:00.123Z", "ended_at": null, \
        "settlement": null}
        """

    private static func policy(_ name: String, _ kind: String, _ type: String, _ outcome: String, _ reason: String)
        -> String
    {
        """
        {"policy_id": "p-\(name)", "name": "\(name)", "kind": "\(kind)", "type": "\(type)", \
        "mode": "\(outcome == "would_deny" ? "shadow" : "enforce")", "outcome": "\(outcome)", "reason": "\(reason)", \
        "group": \(outcome == "not_matched" ? "null" : "\"api_key:k\""), "limit": 10, "used": 9.5, "held": 0.25, \
        "remaining": 0.25, "reset_at": "2026-04-01T00:00:00.000Z"}
        """
    }

    private static func checks(failing: String?) -> String {
        let names = ["form", "known", "live", "owner", "expiry", "address", "model", "rate_limits", "usage_limits"]
        let failing = failing.flatMap { names.firstIndex(of: $0) } ?? names.count
        return names.enumerated().map { index, name in
            let outcome = index < failing ? "passed" : index == failing ? "failed" : "not_reached"
            return #"{"check": "\#(name)", "outcome": "\#(outcome)"}"#
        }.joined(separator: ", ")
    }

    private static let explanation = """
        {"valid": true, "code": "valid", "message": "The key is valid.", "key_id": "\(Sample.keyID)", \
        "organization_id": "\(Sample.organizationID)", "team_id": "\(Sample.teamID)", \
        "estimate": {"tokens": 4106, "cost": 0.05}, "checks": [\(checks(failing: nil))], "policies": [\
        \(policy("600 per minute", "rate_limit", "requests", "passes", "There is room for the call.")), \
        \(policy("Trial", "usage_limit", "cost", "would_deny", "The budget is used up.")), \
        \(policy("Research", "usage_limit", "cost", "not_matched", "The call's team_id is none of: t."))]}
        """

    private static let refusal = """
        {"valid": false, "code": "not_found", "message": "No such key.", "checks": [\(checks(failing: "known"))], \
        "policies": []}
        """
}
