import HTTPClient
import LoopbackSupport
import Testing
import Wire

@testable import AdminClient

@Suite struct ErrorTests {
    @Test func `a refusal arrives with all that the server says`() throws {
        try LoopbackServer.run(issuingTokens { _ in apiError(429, "rate_limited", ["Retry-After": "7"]) }) { server in
            let failure = try #require(apiFailure { _ = try client(server.url).getTeam("t1") })
            #expect(failure.status == 429 && failure.code == "rate_limited" && failure.message == "No.")
            #expect(failure.param == "name" && failure.requestID == "r1" && failure.retryAfterSeconds == 7)
        }
    }

    @Test(arguments: [
        ("name", "research"), ("tags.a", "b"), ("conditions[1].value", "team_id=nope"),
        ("conditions[0].excludes", "model=a,b"), ("count", "7"), ("flag", nil), ("nothing.there", nil),
        ("conditions[9].value", nil), ("key", nil), ("client_secret", nil),
    ])
    func `a refusal finds what the request had at fault, and never a secret`(path: String, given: String?) {
        let body = """
            {"name": "research", "tags": {"a": "b"}, "count": 7, "flag": true, "key": "khk_x", "client_secret": "khs_x",
             "conditions": [{"key": "model", "excludes": ["a", "b"]}, {"key": "team_id", "value": "nope"}]}
            """
        #expect(GivenValue.find(path, in: Array(body.utf8)) == given)
    }

    @Test func `a refusal of the token endpoint arrives as OAuth says it`() throws {
        let body = #"{"error": "invalid_client", "error_description": "Unknown."}"#
        try LoopbackServer.run { _ in
            .json(body, status: 401, ["X-Request-Id": "r2"])
        } _: { server in
            let error = clientError { _ = try client(server.url).getTeam("t1") }
            guard case .oauth(let failure)? = error else { throw Unexpected(error: error) }
            #expect(failure.status == 401 && failure.error == "invalid_client")
            #expect(failure.description == "Unknown." && failure.requestID == "r2")
        }
    }

    @Test(arguments: ["<html>", "", "{}", #"{"id": 5}"#, "[]"])
    func `an answer that is none of Keyhold's names the problem and not the content`(body: String) throws {
        try LoopbackServer.run(issuingTokens { _ in .json(body) }) { server in
            let error = clientError { _ = try client(server.url).getTeam("t1") }
            guard case .undecodable(let reply)? = error else { throw Unexpected(error: error) }
            #expect(reply.status == 200 && !reply.problem.contains("html"))
        }
    }

    @Test func `without a credential nothing is sent`() throws {
        try LoopbackServer.run { _ in
            .status(200)
        } _: { server in
            let client = client(server.url) { $0.credential = nil }
            guard case .missingCredential? = clientError({ _ = try client.getTeam("t1") }) else {
                throw Unexpected(error: nil)
            }
            guard case .missingAPIKey? = clientError({ _ = try client.rotateOwnKey() }) else {
                throw Unexpected(error: nil)
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a server that is not ready says so with 503 and is asked once`() throws {
        try LoopbackServer.run { _ in
            .json(#"{"status": "draining", "version": "1"}"#, status: 503)
        } _: { server in
            let status = try client(server.url).readiness()
            #expect(status.status == "draining" && server.requests.count == 1)
        }
    }

    @Test func `no secret is in a configuration, an error or a dump of either`() throws {
        try LoopbackServer.run(issuingTokens { _ in apiError(403, "forbidden") }) { server in
            var configuration = ClientConfiguration(url: server.url, userAgent: "test/1")
            configuration.credential = .client(id: "client-1", secret: SecretText("khs_canarySecret"))
            configuration.apiKey = SecretText("khk_canaryKey")
            var text = "\(configuration)"
            dump(configuration, to: &text)
            let error = try #require(clientError { _ = try client(server.url).getTeam("t1") })
            dump(error, to: &text)
            dump(try client(server.url).accessToken(), to: &text)
            #expect(!text.contains("canary") && !text.contains("kha_"))
        }
    }
}

struct Unexpected: Error {
    let error: AdminClientError?
}

func clientError(_ body: () throws -> Void) -> AdminClientError? {
    do { try body() } catch { return error as? AdminClientError }
    return nil
}
