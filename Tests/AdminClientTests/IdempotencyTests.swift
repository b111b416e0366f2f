import AdminClient
import LoopbackSupport
import Testing
import Wire

@Suite struct IdempotencyTests {
    @Test func `a POST whose connection is lost is sent again under the same key`() throws {
        let attempts = Counter()
        let answer: LoopbackServer.Handler = { _ in
            attempts.next() < 3 ? .hangUp : .json(teamJSON("t1"), status: 201)
        }
        try LoopbackServer.run(issuingTokens(answer)) { server in
            _ = try client(server.url).createTeam(CreateTeamBody(name: "n"))
            let keys = server.requests.filter { $0.path == "/v1/teams" }.map { $0.headers["idempotency-key"] }
            #expect(keys.count == 3 && Set(keys).count == 1)
            // A quoted string of a UUID's length.
            #expect(keys[0]?.first == "\"" && keys[0]?.count == 38)
        }
    }

    @Test func `another command has another key`() throws {
        try LoopbackServer.run(issuingTokens { _ in .json(teamJSON("t1"), status: 201) }) { server in
            let client = client(server.url)
            for _ in 1...2 { _ = try client.createTeam(CreateTeamBody(name: "n")) }
            #expect(Set(server.requests.compactMap { $0.headers["idempotency-key"] }).count == 2)
        }
    }

    @Test func `what a key does not cover is sent once, and a question without a key as often as needed`() throws {
        try LoopbackServer.run(issuingTokens { _ in .hangUp }) { server in
            let client = client(server.url)
            #expect(throws: AdminClientError.self) { try client.deleteTeam("t1") }
            #expect(throws: AdminClientError.self) { try client.lookupSecret(SecretText("khk_x")) }
            let lines = server.requests.map(\.line).filter { $0 != "POST /oauth2/token" }
            #expect(lines.first == "DELETE /v1/teams/t1" && Set(lines.dropFirst()) == ["POST /v1/keys/lookup"])
            // curl may repeat one of its own accord, where a kept connection turns out to be dead.
            #expect(lines.count >= 4)
            #expect(server.requests.allSatisfy { $0.headers["idempotency-key"] == nil })
        }
    }

    @Test func `a rehearsal asks and does not change`() throws {
        try LoopbackServer.run(issuingTokens { _ in .json(teamJSON("t1")) }) { server in
            let client = client(server.url) { $0.isRehearsal = true }
            _ = try client.getTeam("t1")
            let body = CreateTeamBody(name: "n")
            let error = #expect(throws: AdminClientError.self) { try client.createTeam(body) }
            guard case .rehearsed(let plan) = error else { return #expect(Bool(false)) }
            #expect(plan.method == "POST" && plan.path == "/v1/teams" && plan.body?.contains(#""name":"n""#) == true)
            #expect(!server.requests.contains { $0.line == "POST /v1/teams" })
        }
    }
}
