import AdminClient
import Foundation
import LoopbackSupport
import Testing

@Suite struct TokenTests {
    @Test func `one token serves many calls`() throws {
        try LoopbackServer.run(issuingTokens { _ in .json(teamJSON("t1")) }) { server in
            let client = client(server.url)
            for _ in 1...3 { _ = try client.getTeam("t1") }
            #expect(server.requests.filter { $0.path == "/oauth2/token" }.count == 1)
            #expect(server.requests.last?.headers["authorization"] == "Bearer kha_1")
        }
    }

    @Test func `a token is renewed before it ends, and not long before`() throws {
        let clock = HandClock()
        try LoopbackServer.run(issuingTokens(lifeSeconds: 3_600) { _ in .json(teamJSON("t1")) }) { server in
            let client = client(server.url) { $0.now = clock.now }
            _ = try client.getTeam("t1")
            clock.advance(3_539)
            _ = try client.getTeam("t1")
            #expect(server.requests.last?.headers["authorization"] == "Bearer kha_1")
            clock.advance(1)
            _ = try client.getTeam("t1")
            #expect(server.requests.last?.headers["authorization"] == "Bearer kha_2")
        }
    }

    @Test func `a refused token is dropped and the call made once more`() throws {
        let answer: LoopbackServer.Handler = {
            $0.headers["authorization"] == "Bearer kha_1" ? apiError(401, "invalid_token") : .json(teamJSON("t1"))
        }
        try LoopbackServer.run(issuingTokens(answer)) { server in
            let team = try client(server.url).getTeam("t1")
            #expect(team.id == "t1")
            #expect(server.requests.map(\.path) == ["/oauth2/token", "/v1/teams/t1", "/oauth2/token", "/v1/teams/t1"])
        }
    }

    @Test func `a second refusal is the answer`() throws {
        try LoopbackServer.run(issuingTokens { _ in apiError(401, "invalid_token") }) { server in
            let failure = apiFailure { _ = try client(server.url).getTeam("t1") }
            #expect(failure?.status == 401)
            #expect(server.requests.filter { $0.path == "/v1/teams/t1" }.count == 2)
        }
    }

    @Test func `a ready access token is used as it is and asked for once`() throws {
        try LoopbackServer.run { _ in
            apiError(401, "invalid_token")
        } _: { server in
            let client = client(server.url) { $0.credential = .accessToken(SecretText("kha_given")) }
            #expect(apiFailure { _ = try client.getTeam("t1") }?.status == 401)
            #expect(server.requests.map { $0.headers["authorization"] } == ["Bearer kha_given"])
        }
    }

    @Test func `id and secret are form-encoded before they become HTTP Basic`() throws {
        try LoopbackServer.run(issuingTokens { _ in .json(teamJSON("t1")) }) { server in
            let client = client(server.url) {
                $0.credential = .client(id: "a b:c", secret: SecretText("p%+é"))
            }
            _ = try client.getTeam("t1")
            let header = try #require(server.requests.first?.headers["authorization"])
            let pair = try #require(Data(base64Encoded: String(header.dropFirst("Basic ".count))))
            #expect(String(decoding: pair, as: UTF8.self) == "a+b%3Ac:p%25%2B%C3%A9")
        }
    }

    @Test func `a token that has ended is renewed before it is described`() throws {
        let answer: LoopbackServer.Handler = {
            .json($0.body == "token=kha_2" ? #"{"active": true, "client_id": "client-1"}"# : #"{"active": false}"#)
        }
        try LoopbackServer.run(issuingTokens(answer)) { server in
            let body = try client(server.url).introspectOwnToken()
            #expect(body.active && body.clientID == "client-1")
        }
    }

    @Test func `the key that rotates itself is the only credential of that call`() throws {
        try LoopbackServer.run { _ in
            .json(keyJSON("k1"))
        } _: { server in
            let client = client(server.url) {
                $0.credential = nil
                $0.apiKey = SecretText("khk_mine")
            }
            let key = try client.rotateOwnKey(transitionSeconds: 60)
            #expect(key.id == "k1")
            let seen = try #require(server.requests.first)
            #expect(seen.line == "PATCH /v1/apikey/rotate" && seen.headers["authorization"] == "Bearer khk_mine")
            #expect(seen.body == #"{"transition_seconds":60}"#)
        }
    }
}

func apiFailure(_ body: () throws -> Void) -> APIFailure? {
    do { try body() } catch AdminClientError.api(let failure) { return failure } catch {}
    return nil
}
