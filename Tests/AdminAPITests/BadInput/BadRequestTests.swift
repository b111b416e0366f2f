import AdminAPI
import HTTPTypes
import TestSupport
import Testing
import Wire

/// Paths, queries, headers and sizes that are not as they should be.
struct BadRequestTests {
    @Test func `a path that plays tricks is refused before anything looks at it`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            for path in [
                "/v1/teams/", "//v1/teams", "/v1//teams", "/v1/./teams", "/v1/../v1/teams", "/v1/teams/..",
                "/v1/%74eams", "/v1/teams/%2e%2e", "/v1/teams%2f\(tenant.teamID)", "/v1/teams;a=b", "/v1/teams/a%00",
                "/v1/teams\\x", "v1/teams", "*", "/v1/teams/ü", "/v1/teams/%", "/v1/teams/<script>",
                "http://evil.example/v1/teams//",
            ] {
                let reply = try await world.send(.get, path, token: tenant.token)
                #expect(reply.status == 400, "\(path) got \(reply.status)")
                #expect(reply.errorParam == "path")
            }
            for path in ["/v1/Teams", "/v1", "/", "/v2/teams", "/v1/teams/a/b/c/d", "/v1/team", "/healthz/x"] {
                #expect(try await world.send(.get, path, token: tenant.token).status == 404, "\(path)")
            }
            for id in [
                "x", "..a", tenant.teamID.uppercased(), tenant.teamID + "0", String(repeating: "a", count: 9000),
            ] {
                #expect(try await world.send(.get, "/v1/teams/\(id)", token: tenant.token).status == 404, "\(id)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a method that a path does not take is told which it takes`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let methods: [HTTPRequest.Method] = [.get, .post, .patch, .delete, .put, .options, .trace]
            let byPath = Dictionary(grouping: Endpoint.allCases, by: \.path)
            for (path, endpoints) in byPath where !endpoints.contains(where: \.takesEveryMethod) {
                let taken = Set(endpoints.map(\.method.rawValue))
                let concrete = path.replacing("{teamId}", with: tenant.teamID).replacing(/\{[a-zA-Z]+\}/, with: "x")
                for method in methods where !taken.contains(method.rawValue) {
                    let reply = try await world.send(method, concrete)
                    #expect(reply.status == 405, "\(method) \(path)")
                    let allowed = Set(reply.header("Allow")?.split(separator: ", ").map(String.init) ?? [])
                    #expect(allowed == taken.union(taken.contains("GET") ? ["HEAD"] : []))
                }
            }
        }
    }

    @Test func `a query that the operation does not know, twice the same, or out of bounds is refused`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let one = "\(tenant.keysPath)/\(key.id)"
            let before = try await world.dump()
            let table: [(HTTPRequest.Method, String, String)] = [
                (.get, "/v1/teams?limit=0", "limit"), (.get, "/v1/teams?limit=1001", "limit"),
                (.get, "/v1/teams?limit=-1", "limit"), (.get, "/v1/teams?limit=ten", "limit"),
                (.get, "/v1/teams?limit=", "limit"), (.get, "/v1/teams?limit=99999999999999999999", "limit"),
                (.get, "/v1/teams?limit=1.5", "limit"), (.get, "/v1/teams?limit=5&limit=5", "limit"),
                (.get, "/v1/teams?after=x", "after"), (.get, "/v1/teams?after=", "after"),
                (.get, "/v1/teams?offset=1", "query"), (.get, "/v1/teams?include_removed=true", "query"),
                (.get, "\(tenant.keysPath)?include_removed=1", "include_removed"),
                (.get, "\(tenant.keysPath)?include_removed=TRUE", "include_removed"),
                (.get, "\(one)?limit=5", "query"), (.delete, "\(one)?dry_run=true", "query"),
                (.post, "\(one)/rotate?transition_seconds=5", "query"), (.patch, "\(one)?name=x", "query"),
            ]
            for (method, path, param) in table {
                let reply = try await world.send(method, path, token: tenant.token)
                #expect(reply.status == 400 && reply.errorParam == param, "\(path) got \(reply.text)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a body of another media type is refused as such`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            let body = Array("{\"name\":\"a\"}".utf8)
            for type in [
                nil, "", "text/plain", "application/xml", "application/json5", "application/x-www-form-urlencoded",
            ] {
                let headers =
                    [("Authorization", "Bearer \(tenant.token)")] + (type.map { [("Content-Type", $0)] } ?? [])
                let reply = try await world.send(.post, tenant.keysPath, headers: headers, body: body)
                #expect(reply.status == 415 && reply.errorParam == "Content-Type", "\(type ?? "none")")
            }
            let form = try await world.send(
                .post, "/oauth2/token", headers: [("Content-Type", "application/json")], body: body)
            #expect(form.status == 415 && form["error"] == "invalid_request")
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            for type in ["application/json; charset=utf-8", "Application/JSON", "application/merge-patch+json"] {
                let reply = try await world.send(
                    .patch, "/v1/teams/\(tenant.teamID)",
                    headers: [("Authorization", "Bearer \(tenant.token)"), ("Content-Type", type)], body: body)
                #expect(reply.status == 200, "\(type)")
            }
        }
    }

    @Test func `a body beyond the limit is refused, whether or not it announces its size`() async throws {
        try await withWorld(ServiceSettings(maximumBodyBytes: 2048)) { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            let body = Array("{\"name\":\"\(String(repeating: "x", count: 4096))\"}".utf8)
            let headers = [("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json")]
            for extra in [[], [("Content-Length", "\(body.count)")], [("Content-Length", "99999999999")]] {
                let reply = try await world.send(.post, tenant.keysPath, headers: headers + extra, body: body)
                #expect(reply.status == 413 && reply.errorCode == "body_too_large")
            }
            let form = try await world.form("/oauth2/token", [("x", String(repeating: "x", count: 4096))])
            #expect(form.status == 413)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a request keeps its own id where that is plain, and gets a fresh one where it is not`() async throws {
        try await withWorld { world in
            let own = try await world.send(.get, "/healthz", headers: [("X-Request-Id", "a-1_b.C")])
            #expect(own.header("X-Request-Id") == "a-1_b.C")
            let strange = ["a b", "a\u{FC}", String(repeating: "a", count: 129), "x-khk_abc", "kha_x", "\"", "<a>", ""]
            for id in strange {
                let reply = try await world.send(.get, "/healthz", headers: [("X-Request-Id", id)])
                #expect(reply.header("X-Request-Id")?.count == 36, "\(id)")
            }
            let error = try await world.send(.get, "/v1/teams", headers: [("X-Request-Id", "mine")])
            #expect(error.json["error"]?["request_id"] == "mine")
        }
    }

    @Test func `a form that is broken is refused`() async throws {
        try await withWorld { world in
            for body in ["grant_type=%zz", "a=%ff", "grant_type=a&grant_type=b", "%00%", "=1&=2", "a=1&a=1"] {
                let reply = try await world.send(
                    .post, "/oauth2/token", headers: [("Content-Type", "application/x-www-form-urlencoded")],
                    body: Array(body.utf8))
                #expect(reply.status == 400 && reply["error"] == "invalid_request", "\(body) got \(reply.text)")
            }
            for header in ["Basic", "Basic !!!", "Basic \("YQ==")", "Bearer x", "Digest a=b", "basic  "] {
                let reply = try await world.send(
                    .post, "/oauth2/token",
                    headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Authorization", header)],
                    body: Array("grant_type=client_credentials".utf8))
                #expect(reply.status == 401 && reply["error"] == "invalid_client", "\(header)")
            }
        }
    }
}
