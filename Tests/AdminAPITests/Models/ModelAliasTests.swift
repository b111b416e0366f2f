import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import AdminAPI

/// Other names that a model has in the catalogue: whatever means the model by one of them means the model.
struct ModelAliasTests {
    private static let models = "/v1/management/models"
    private static let snapshot = "openai/gpt-x-2026-04-23"

    private func aliased(_ tenant: Tenant) async throws -> String {
        try await tenant.model(
            "openai/gpt-x",
            ["aliases": [.string(Self.snapshot)], "price": ["state": "priced", "input": 1, "output": 1]])
    }

    private func verify(_ key: SampleKey, _ model: String, _ tenant: Tenant) async throws -> Reply {
        try await send(.post, "/v1/keys/verify", tenant, ["key": .string(key.secret), "model": .string(model)])
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ tenant: Tenant, _ json: JSONValue? = nil
    ) async throws -> Reply {
        try await tenant.world.send(method, path, token: tenant.token, json: json)
    }

    @Test func `a model is read, changed and deleted by its alias, and replies have its own name`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try await aliased(tenant)
            let path = "\(Self.models)/openai%2Fgpt-x-2026-04-23"
            let read = try await send(.get, path, tenant)
            #expect(read["id"] == .string(id) && read["name"] == "openai/gpt-x", "\(read.text)")
            #expect(read["aliases"] == [.string(Self.snapshot)], "\(read.text)")
            let changed = try await send(.patch, path, tenant, ["aliases": ["other", .string(Self.snapshot)]])
            #expect(changed["aliases"] == ["other", .string(Self.snapshot)], "\(changed.text)")
            #expect(try await send(.get, "\(Self.models)/other", tenant)["id"] == .string(id))
            #expect(try await send(.patch, path, tenant, ["aliases": []])["aliases"] == [])
            #expect(try await send(.get, path, tenant).status == 404)
            _ = try await send(.patch, "\(Self.models)/\(id)", tenant, ["aliases": ["other"]])
            #expect(try await send(.delete, "\(Self.models)/other", tenant).status == 204)
            try await tenant.model("other")
        }
    }

    @Test func `names and aliases are unique together, in each organization by itself`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await aliased(tenant)
            try await tenant.model("b", ["aliases": ["c"]])
            let taken: [JSONValue] = [
                ["name": .string(Self.snapshot)], ["name": "c"], ["name": "n", "aliases": ["b"]],
                ["name": "n", "aliases": ["x", "c"]],
            ]
            for body in taken { #expect(try await send(.post, Self.models, tenant, body).status == 409, "\(body)") }
            #expect(try await send(.patch, "\(Self.models)/b", tenant, ["name": .string(Self.snapshot)]).status == 409)
            let bad: [JSONValue] = [
                ["aliases": ["a*"]], ["aliases": ["d", "d"]], ["aliases": ["b"]], ["aliases": nil],
            ]
            for body in bad {
                let reply = try await send(.patch, "\(Self.models)/b", tenant, body)
                #expect(reply.status == 400 && reply.text.contains("aliases"), "\(body): \(reply.text)")
            }
            let other = try await world.tenant("other")
            try await other.model("c")
        }
    }

    @Test func `a key that may use the model may use it by its alias, and one that may not, may not`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try await aliased(tenant)
            try await tenant.model("b")
            let may = try await tenant.key("a", ["allowed_models": ["openai/gpt-x"]])
            let mayNot = try await tenant.key("b", ["allowed_models": ["b"]])
            let verified = try await verify(may, Self.snapshot, tenant)
            #expect(verified["valid"] == true, "\(verified.text)")
            #expect(verified["model"]?["name"] == "openai/gpt-x" && verified["model"]?["id"] == .string(id))
            #expect(try await verify(mayNot, Self.snapshot, tenant)["valid"] == false)
            #expect(try await verify(may, "openai/gpt-x-2026-04-24", tenant)["valid"] == false)
            // The list of models has it once.
            #expect(try await tenant.usable(may.secret) == ["openai/gpt-x"])
            _ = try await send(.patch, "\(Self.models)/\(id)", tenant, ["aliases": []])
            #expect(try await verify(may, Self.snapshot, tenant)["valid"] == false)
        }
    }

    @Test func `what takes over for the model takes over for its alias`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await aliased(tenant)
            try await tenant.model("b")
            let path = "\(Self.models)/openai%2Fgpt-x-2026-04-23/fallbacks"
            _ = try await world.made(path, token: tenant.token, json: ["models": ["b"]])
            let key = try await tenant.key()
            let verified = try await verify(key, Self.snapshot, tenant)
            #expect(verified["fallbacks"]?[0]?["name"] == "b", "\(verified.text)")
        }
    }

    @Test func `an organization's alias stands in front of the platform's model of that name`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let shared = try await world.send(
                .post, Self.models, token: try await world.rootToken(), json: ["name": "shared", "aliases": ["far"]])
            #expect(shared.status == 201, "\(shared.text)")
            #expect(try await send(.get, "\(Self.models)/far", tenant)["name"] == "shared")
            let own = try await tenant.model("own", ["aliases": ["shared"]])
            #expect(try await send(.get, "\(Self.models)/shared", tenant)["id"] == .string(own))
            let names = try await send(.get, Self.models, tenant)["data"]?.array?.compactMap { $0["name"]?.string }
            #expect(names == ["own"])
            let key = try await tenant.key()
            #expect(try await tenant.usable(key.secret) == ["own"])
            #expect(try await verify(key, "shared", tenant)["model"]?["name"] == "own")
        }
    }

    @Test func `a row of an import that names an alias is refused, or left out and named`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await aliased(tenant)
            let map = #"""
                {"openai/gpt-x-2026-04-23": {"input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6},
                "new": {"input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6}}
                """#
            let refused = try await tenant.send(raw: map, to: "\(Self.models)/import")
            #expect(refused.status == 409 && refused.text.contains(Self.snapshot), "\(refused.text)")
            let taken = try await tenant.send(raw: map, to: "\(Self.models)/import?invalid=skip")
            #expect(taken["created"] == 1 && taken["skipped"] == 1, "\(taken.text)")
            #expect(taken["problems"]?[0]?["place"] == .string(Self.snapshot), "\(taken.text)")
            let both = #"[{"name": "p", "aliases": ["q"]}, {"name": "q"}, {"name": "r", "aliases": ["p"]}]"#
            let problems = try await tenant.send(raw: both, to: "\(Self.models)/import").json["error"]?["problems"]
            #expect(problems?.array?.map { $0["place"]?.string } == ["[1]", "[2]"])
            let row = #"[{"name": "openai/gpt-x", "max_tokens": 5}]"#
            let kept = try await tenant.send(raw: row, to: "\(Self.models)/import")
            #expect(kept["changed"] == 1)
            let read = try await send(.get, "\(Self.models)/openai%2Fgpt-x", tenant)
            #expect(read["aliases"] == [.string(Self.snapshot)])
        }
    }

    @Test func `a call that is reserved, settled and repeated by an alias and other names is one call`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try await aliased(tenant)
            let key = try await tenant.key()
            func record(_ model: String) async throws -> Reply {
                let record: JSONValue = [
                    "key_id": .string(key.id), "request_id": "once", "model": .string(model),
                    "usage": ["input_tokens": 1000, "output_tokens": 0],
                ]
                return try await send(.post, "/v1/usage", tenant, ["records": [record]])
            }
            let first = try await record(Self.snapshot)
            #expect(first.status == 200, "\(first.text)")
            _ = try await send(.patch, "\(Self.models)/\(id)", tenant, ["name": "openai/gpt-y"])
            for model in [Self.snapshot, "openai/gpt-y", id] {
                let again = try await record(model)
                #expect(again.status == 200, "\(model): \(again.text)")
            }
        }
    }
}
