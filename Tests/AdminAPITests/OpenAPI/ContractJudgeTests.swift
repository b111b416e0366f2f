import HTTPTypes
import TestSupport
import Testing

/// The judge of every reply: each kind of untruth is found.
struct ContractJudgeTests {
    private static func reply(
        _ status: Int = 200, _ type: String? = "application/json; charset=utf-8", _ more: [(String, String)] = [],
        body: JSONValue?
    ) -> Reply {
        var headers = HTTPFields()
        for (name, value) in [("X-Request-Id", "r")] + more + (type.map { [("Content-Type", $0)] } ?? []) {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Reply(status: status, headers: headers, bytes: body?.bytes ?? [])
    }

    private static func error(_ code: String) -> JSONValue {
        [
            "error": [
                "message": "m", "type": "invalid_request_error", "code": .string(code), "param": nil, "request_id": "r",
            ]
        ]
    }

    private static let alive: JSONValue = ["status": "ok", "version": "0.1.0"]

    private func problems(
        _ method: HTTPRequest.Method, _ path: String, _ reply: Reply, request: JSONValue? = nil
    ) -> [String] {
        ContractJudge.served.problems(method, path, request: request, reply: reply)
    }

    @Test func `what is as documented passes`() {
        #expect(problems(.get, "/healthz", Self.reply(body: Self.alive)) == [])
        #expect(problems(.head, "/healthz", Self.reply(body: nil)) == [])
        #expect(problems(.get, "/nowhere", Self.reply(404, body: Self.error("not_found"))) == [])
        let refused = Self.reply(401, more: "WWW-Authenticate", body: Self.error("unauthenticated"))
        #expect(problems(.get, "/v1/teams?limit=1", refused) == [])
    }

    @Test func `each kind of untruth is found`() {
        let untrue: [(HTTPRequest.Method, String, Reply, JSONValue?, String)] = [
            (.get, "/healthz", Self.reply(202, body: Self.alive), nil, "status 202"),
            (.get, "/healthz", Self.reply(200, "text/plain", body: Self.alive), nil, "content type text/plain"),
            (.get, "/healthz", Self.reply(200, nil, body: Self.alive), nil, "content type none"),
            (.get, "/healthz", Self.reply(body: ["status": "ok"]), nil, "version is required"),
            (.get, "/healthz", Self.reply(body: ["status": "ok", "version": "1", "a": 1]), nil, "a is not listed"),
            (.get, "/healthz", Self.reply(200, more: "Retry-After", body: Self.alive), nil, "header retry-after"),
            (
                .get, "/v1/teams", Self.reply(401, body: Self.error("unauthenticated")), nil,
                "WWW-Authenticate is missing"
            ),
            (.get, "/v1/teams", Self.reply(400, body: Self.error("conflict")), nil, "error conflict"),
            (.delete, "/v1/teams/a", Self.reply(204, nil, body: Self.alive), nil, "without a body"),
            (.get, "/nowhere", Self.reply(body: Self.alive), nil, "path that is not documented"),
            (.put, "/healthz", Self.reply(body: Self.alive), nil, "method that is not documented"),
            (.get, "/healthz", Self.reply(body: Self.alive), [:], "body was taken"),
        ]
        for (method, path, reply, request, word) in untrue {
            let found = problems(method, path, reply, request: request)
            #expect(found.contains { $0.contains(word) }, "\(word): \(found)")
        }
    }

    @Test func `a request that was taken and is not as documented is found`() {
        let made = Self.reply(body: ["valid": false, "code": "malformed", "message": "m"])
        #expect(problems(.post, "/v1/keys/verify", made, request: ["key": "k"]) == [])
        #expect(problems(.post, "/v1/keys/verify", made, request: ["key": 1]).count == 1)
        #expect(problems(.post, "/v1/keys/verify", made, request: ["key": "k", "more": 1]).count == 1)
    }

    @Test func `the most concrete path is the one that counts`() {
        let missing = Self.reply(404, body: Self.error("not_found"))
        #expect(problems(.get, "/v1/teams/t/api_keys/rotate_all", missing).count == 1)
        #expect(problems(.get, "/v1/teams/t/api_keys/k", missing) == [])
    }

    @Test func `a request whose reply is not as documented fails`() async throws {
        try await withWorld { world in
            await #expect(throws: FixtureFailure.self) { try await world.send(.get, "/healthz", token: nil, json: [:]) }
        }
    }
}

extension ContractJudgeTests {
    private static func reply(_ status: Int, more name: String, body: JSONValue?) -> Reply {
        reply(status, more: [(name, "1")], body: body)
    }

    private static func reply(_ status: Int, more: [(String, String)], body: JSONValue?) -> Reply {
        reply(status, "application/json", more, body: body)
    }
}
