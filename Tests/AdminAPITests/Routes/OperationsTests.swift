import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import AdminAPI

/// What an operator's tools look at, and how errors are shaped.
struct OperationsTests {
    @Test func `a daemon that drains says so to who balances load, and still that it is alive`() async throws {
        try await withWorld { world in
            #expect(try await world.send(.get, "/readyz")["status"] == "ok")
            world.readiness.beginDraining()
            let reply = try await world.send(.get, "/readyz")
            #expect(reply.status == 503 && reply["status"] == "draining" && reply.header("Retry-After") != nil)
            #expect(try await world.send(.get, "/healthz")["status"] == "ok")
        }
    }

    @Test func `the metrics count by endpoint, status and verdict, and name no tenant`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant("acme")
            let key = try await tenant.key("named")
            _ = try await tenant.verdict(key.secret)
            _ = try await tenant.verdict("nonsense")
            _ = try await world.send(.get, "/v1/nowhere")
            let text = try await world.send(.get, "/metrics").text
            for line in [
                "keyhold_requests_total{endpoint=\"verifyKey\",status=\"200\"} 2",
                "keyhold_requests_total{endpoint=\"unmatched\",status=\"404\"} 1",
                "keyhold_verify_total{code=\"valid\"} 1", "keyhold_verify_total{code=\"malformed\"} 1",
                "keyhold_verify_total{code=\"expired\"} 0", "keyhold_keys_live 1",
            ] {
                #expect(text.contains(line + "\n"), "\(line)")
            }
            for word in ["acme", "named", tenant.id, tenant.teamID, key.id] { #expect(!text.contains(word)) }
        }
    }

    @Test func `an error has the shape that clients parse, and every code a status of its own class`() async throws {
        try await withWorld { world in
            let reply = try await world.send(.get, "/v1/teams")
            let error = try #require(reply["error"]?.object)
            #expect(Set(error.keys) == ["message", "type", "code", "param", "request_id"])
            #expect(error["request_id"]?.string == reply.header("X-Request-Id"))
            #expect(error["type"] == "authentication_error" && error["code"] == "unauthenticated")
        }
        for code in AdminError.Code.allCases {
            #expect((400..<600).contains(code.status.code))
            #expect((code.status.code >= 500) == [.unavailable, .internalError].contains(code))
            #expect(code.type.hasSuffix("_error") && !code.oauthError.isEmpty)
        }
    }

    @Test func `what the log keeps of an error is not what the caller sees`() async throws {
        let error = AdminError.internal("row 7 of the ledger")
        #expect(!"\(error)".contains("ledger") && !error.message.contains("ledger"))
    }

    @Test func `too many wrong secrets are slowed, for who guesses and not for others`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let wrong = Credential(id: tenant.client.id, secret: world.root.secret)
            let grant = [("grant_type", "client_credentials")]
            for _ in 0..<10 {
                #expect(try await world.form("/oauth2/token", grant, basic: wrong, from: "203.0.113.9").status == 401)
            }
            let held = try await world.form("/oauth2/token", grant, basic: wrong, from: "203.0.113.9")
            #expect(held.status == 429 && Int(held.header("Retry-After") ?? "") ?? 0 > 0)
            #expect(try await world.form("/oauth2/token", grant, basic: tenant.client).status == 200)
            world.time.advance(seconds: 60)
            let healed = try await world.form("/oauth2/token", grant, basic: tenant.client, from: "203.0.113.9")
            #expect(healed.status == 200)
        }
    }

    @Test func `HEAD is GET without a body`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            #expect(try await world.send(.head, "/v1/teams", token: tenant.token).status == 200)
            #expect(try await world.send(.head, "/v1/teams").status == 401)
        }
    }
}
