import HTTPTypes
import TestSupport
import Testing

@testable import AdminAPI

struct ModelRoutesTests {
    private static let path = "/v1/management/models"

    @Test func `a model of a bare name has all its fields, with what the name says`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await world.made(Self.path, token: tenant.token, json: ["name": "openai/gpt-large"])
            #expect(made["object"] == "model" && made["organization_id"] == .string(tenant.id))
            #expect(made["provider"] == "openai" && made["upstream_model"] == "gpt-large")
            #expect(made["owned_by"] == "openai" && made["description"] == "" && made["capabilities"] == [])
            #expect(made["price"] == ["state": "unpriced"] && made["price_version"] == .null)
            #expect(made["enabled"] == true && made["context_window"] == .null && made["max_tokens"] == .null)
            let plain = try await world.made(Self.path, token: tenant.token, json: ["name": "house"])
            #expect(plain["provider"] == "custom" && plain["upstream_model"] == "house")
        }
    }

    @Test func `id and name are as good as each other in a path, slashes percent-encoded`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try await tenant.model("openai/gpt@2024+x:0")
            for word in [id, "openai%2Fgpt@2024+x:0", "openai%2fgpt%402024%2Bx%3A0"] {
                let reply = try await world.send(.get, "\(Self.path)/\(word)", token: tenant.token)
                #expect(reply["id"] == .string(id), "\(word): \(reply.text)")
            }
            for word in ["openai%2Fgpt", "nothing", "openai/gpt-4o"] {
                #expect(try await world.send(.get, "\(Self.path)/\(word)", token: tenant.token).status == 404)
            }
        }
    }

    @Test(arguments: [
        "/v1/management/models/openai%2F..%2Fx", "/v1/management/models/%2e%2e", "/v1/management/models/a%2F",
        "/v1/management/models/%61", "/v1/management/models/a%", "/v1/management/models/a%2",
        "/v1/management/models/%00",
        "/v1/management/models/a%2F%2Fb", "/v1/management/models/a%252Fb%20", "/v1/management%2Fmodels/a",
        "/v1/teams/a%2Fb", "/v1/teams/a%2Fb/models", "/v1/teams/a@b", "/v1/management/models/a/pri%63es",
        "/v1/management/models/a%2Fb/prices%2F", "/v1/management/models/*",
    ])
    func `an encoded character anywhere but where a model's name needs it is refused`(_ path: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let reply = try await world.send(.get, path, token: tenant.token)
            #expect(reply.status == 400 && reply.errorParam == "path", "\(reply.text)")
        }
    }

    @Test func `a change keeps what it does not name, and null clears what may be empty`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try await tenant.model(
                "m", ["max_tokens": 5, "timeout_ms": 6, "capabilities": ["chat"], "description": "d"])
            let changed = try await world.made(
                "\(Self.path)/m", token: tenant.token,
                json: ["name": "n", "max_tokens": nil, "enabled": false], by: .patch)
            #expect(changed["id"] == .string(id) && changed["name"] == "n" && changed["enabled"] == false)
            #expect(changed["max_tokens"] == .null && changed["timeout_ms"] == 6 && changed["description"] == "d")
            #expect(try await world.send(.get, "\(Self.path)/m", token: tenant.token).status == 404)
            #expect(try await world.send(.get, "\(Self.path)/n", token: tenant.token)["id"] == .string(id))
            #expect(try await world.send(.delete, "\(Self.path)/n", token: tenant.token).status == 204)
            #expect(try await world.send(.get, "\(Self.path)/\(id)", token: tenant.token).status == 404)
            try await tenant.model("n")
        }
    }

    @Test(
        arguments: [
            (["name": "a\u{200B}"], "name"), (["name": "import"], "name"), (["name": "a/../b"], "name"), ([:], "name"),
            (["name": "a", "provider": ""], "provider"), (["name": "a", "upstream_model": "a "], "upstream_model"),
            (["name": "a", "owned_by": ""], "owned_by"), (["name": "a", "capabilities": ["fly"]], "capabilities[0]"),
            (["name": "a", "max_tokens": 0], "max_tokens"), (["name": "a", "max_tokens": 2_147_483_648], "max_tokens"),
            (["name": "a", "context_window": -1], "context_window"),
            (["name": "a", "timeout_ms": 86_400_001], "timeout_ms"),
            (["name": "a", "stream_timeout_ms": 1.5], "stream_timeout_ms"),
            (["name": "a", "prices": []], "prices"), (["name": "a", "price": ["state": "gratis"]], "price.state"),
            (["name": "a", "price": ["state": "free", "input": 1]], "price.input"),
            (["name": "a", "price": ["state": "priced", "input": 1]], "price.output"),
            (
                ["name": "a", "price": ["state": "priced", "input": 1, "output": 1, "currency": "EUR"]],
                "price.currency"
            ),
            (["name": "a", "price": ["state": "priced", "input": 1, "output": 1, "unit": "each"]], "price.unit"),
            (["name": "a", "price": ["state": "priced", "input": 1, "output": 1, "inptu": 1]], "price.inptu"),
            (["name": "a", "price": ["state": "free", "effective_from": "tomorrow"]], "price.effective_from"),
        ] as [(JSONValue, String)])
    func `a field that is wrong is named, and nothing is made`(_ body: JSONValue, _ param: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            let reply = try await world.send(.post, Self.path, token: tenant.token, json: body)
            #expect(reply.status == 400 && reply.errorParam == param, "\(reply.text)")
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a name is one model's in an organization, and free in the next`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            try await mine.model("a")
            try await mine.model("b")
            try await theirs.model("a")
            let again = try await world.send(.post, Self.path, token: mine.token, json: ["name": "a"])
            #expect(again.status == 409 && again.errorParam == "name")
            let renamed = try await world.send(.patch, "\(Self.path)/b", token: mine.token, json: ["name": "a"])
            #expect(renamed.status == 409 && renamed.errorParam == "name")
        }
    }

    @Test func `everybody sees the platform's models, may not change them, and may put their own in front`()
        async throws
    {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let root = try await world.rootToken()
            let shared = try await world.made(Self.path, token: root, json: ["name": "shared"])
            #expect(shared["organization_id"] == .null)
            let path = "\(Self.path)/shared"
            for tenant in [mine, theirs] {
                #expect(try await world.send(.get, path, token: tenant.token)["id"] == shared["id"])
                for method in [.patch, .delete] as [HTTPRequest.Method] {
                    let json: JSONValue? = method == .patch ? ["enabled": false] : nil
                    let reply = try await world.send(method, path, token: tenant.token, json: json)
                    #expect(reply.status == 403, "\(reply.text)")
                }
            }
            let own = try await mine.model("shared")
            #expect(try await world.send(.get, path, token: mine.token)["id"] == .string(own))
            #expect(try await world.send(.get, path, token: theirs.token)["id"] == shared["id"])
            let listed = try await world.send(.get, Self.path, token: mine.token)["data"]?.array ?? []
            #expect(listed.map { $0["id"] } == [.string(own)])
            #expect(try await world.send(.delete, path, token: mine.token).status == 204)
            #expect(try await world.send(.get, path, token: mine.token)["id"] == shared["id"])
            #expect(try await world.send(.delete, path, token: root).status == 204)
            #expect(try await world.send(.get, path, token: theirs.token).status == 404)
        }
    }
}
