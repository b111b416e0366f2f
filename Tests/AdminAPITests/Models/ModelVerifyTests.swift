import TestSupport
import Testing

@testable import AdminAPI

struct ModelVerifyTests {
    @Test func `without any catalogue models are judged by the lists alone`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (plain, narrow) = (try await tenant.key("a"), try await tenant.key("b", ["allowed_models": ["gpt-*"]]))
            #expect(try await tenant.verdict(plain, model: "anything") == "valid")
            #expect(try await tenant.verdict(narrow, model: "gpt-5") == "valid")
            #expect(try await tenant.verdict(narrow, model: "claude") == "model_not_allowed")
            try await tenant.setModels("listed", ["claude*"])
            #expect(try await tenant.verdict(plain, model: "anything") == "model_not_allowed")
            #expect(try await tenant.verdict(narrow, model: "gpt-5") == "model_not_allowed")
        }
    }

    @Test(arguments: [true, false])
    func `from the first model on, be it the platform's, what is in no catalogue is not found`(_ shared: Bool)
        async throws
    {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant(), try await world.tenant("other"))
            let (key, theirs) = (try await tenant.key(), try await other.key())
            let token = shared ? try await world.rootToken() : tenant.token
            _ = try await world.made("/v1/management/models", token: token, json: ["name": "a/b"])
            #expect(try await tenant.verdict(key, model: "a/b") == "valid")
            for name in ["nothing", "A/B", "a/b ", "é", "a/*", "a/b/c"] {
                #expect(try await tenant.verdict(key, model: name) == "model_not_found", "\(name)")
            }
            #expect(try await other.verdict(theirs, model: "nothing") == (shared ? "model_not_found" : "valid"))
            _ = try await world.send(.delete, "/v1/management/models/a%2Fb", token: token)
            #expect(try await tenant.verdict(key, model: "nothing") == "valid")
        }
    }

    @Test func `the reply says what the model means, by its name or its id, and only to who may use it`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try await tenant.model(
                "openai/gpt", ["timeout_ms": 5, "max_tokens": 7, "price": ["state": "free"]])
            let key = try await tenant.key()
            for name in ["openai/gpt", id] {
                let reply = try await world.made(
                    "/v1/keys/verify", token: tenant.token,
                    json: ["key": .string(key.secret), "model": .string(name)])
                #expect(
                    reply["model"] == [
                        "id": .string(id), "name": "openai/gpt", "provider": "openai", "upstream_model": "gpt",
                        "price_version": 1, "timeout_ms": 5, "max_tokens": 7,
                    ])
            }
            try await tenant.setModels("listed")
            let refused = try await world.made(
                "/v1/keys/verify", token: tenant.token, json: ["key": .string(key.secret), "model": .string(id)])
            #expect(refused["code"] == "model_not_allowed" && refused["model"] == nil)
        }
    }

    @Test func `a disabled model is said to be disabled to who may use it, and not allowed to who may not`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("m", ["enabled": false])
            let (key, narrow) = (try await tenant.key("a"), try await tenant.key("b", ["allowed_models": ["x"]]))
            #expect(try await tenant.verdict(key, model: "m") == "model_disabled")
            #expect(try await tenant.verdict(narrow, model: "m") == "model_not_allowed")
            let path = "/v1/management/models/m"
            _ = try await world.made(path, token: tenant.token, json: ["enabled": true], by: .patch)
            #expect(try await tenant.verdict(key, model: "m") == "valid")
        }
    }

    @Test func `an organization's own model hides the platform's, by its id too`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let root = try await world.rootToken()
            let shared = try await world.made("/v1/management/models", token: root, json: ["name": "m"])["id"]?.string
            let key = try await tenant.key()
            let own = try await tenant.model("m", ["enabled": false])
            for name in ["m", shared ?? "", own] {
                #expect(try await tenant.verdict(key, model: name) == "model_disabled")
            }
        }
    }

    @Test func `what a team may use is true for the very next call, and after a restart`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for name in ["openai/a", "openai/b", "other/c"] { try await tenant.model(name) }
            let id = try await tenant.model("other/d")
            let key = try await tenant.key("k", ["allowed_models": ["openai/a", "other/*"]])
            let open = try await tenant.key("open")
            #expect(try await tenant.usable(open.secret) == ["openai/a", "openai/b", "other/c", "other/d"])
            #expect(try await tenant.usable(key.secret) == ["openai/a", "other/c", "other/d"])
            try await tenant.setModels("listed", ["openai/*", id])
            #expect(try await tenant.usable(open.secret) == ["openai/a", "openai/b", "other/d"])
            #expect(try await tenant.usable(key.secret) == ["openai/a", "other/d"])
            #expect(try await tenant.verdict(open, model: "other/c") == "model_not_allowed")
            #expect(try await tenant.verdict(open, model: id) == "valid")
            try await world.reopened { world in
                let token = try await world.token(tenant.client)
                let verdict = try await world.verdict(open.secret, token: token, ["model": "other/c"])
                #expect(verdict == "model_not_allowed")
            }
        }
    }

    @Test func `a user's key may use what the user's teams may together, and the default where there is none`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for name in ["a", "b", "c"] { try await tenant.model(name) }
            let key = try await tenant.userKey()
            #expect(try await tenant.usable(key.secret) == ["a", "b", "c"])
            var teams: [String] = []
            for (name, models) in [("one", ["a"]), ("two", ["b"])] {
                let team = try await world.made("/v1/teams", token: tenant.token, json: ["name": .string(name)])
                let id = try #require(team["id"]?.string)
                try await tenant.setModels("listed", models, team: id)
                _ = try await world.made("/v1/teams/\(id)/members/\(tenant.userID)", token: tenant.token)
                teams.append(id)
            }
            #expect(try await tenant.usable(key.secret) == ["a", "b"])
            try await tenant.setModels("all", [], team: teams[0])
            #expect(try await tenant.usable(key.secret) == ["a", "b", "c"])
            _ = try await world.send(
                .delete, "/v1/teams/\(teams[0])/members/\(tenant.userID)", token: tenant.token)
            #expect(try await tenant.usable(key.secret) == ["b"])
            _ = try await world.made(
                "/v1/organizations/\(tenant.id)", token: tenant.token, json: ["default_team_models": "listed"],
                by: .patch)
            #expect(try await tenant.usable(key.secret) == ["b"])
            _ = try await world.send(.delete, "/v1/teams/\(teams[1])", token: tenant.token)
            #expect(try await tenant.usable(key.secret) == [])
            #expect(try await tenant.verdict(key, model: "a") == "model_not_allowed")
        }
    }

    @Test func `new teams start as the organization says, and those that exist keep what they have`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant("closed", organization: ["default_team_models": "listed"])
            let path = "/v1/teams/\(tenant.teamID)/models"
            let made = try await world.send(.get, path, token: tenant.token)
            #expect(made["mode"] == "listed" && made["models"] == [])
            let key = try await tenant.key()
            #expect(try await tenant.verdict(key, model: "m") == "model_not_allowed")
            _ = try await world.made(
                "/v1/organizations/\(tenant.id)", token: tenant.token, json: ["default_team_models": "all"], by: .patch)
            #expect(try await tenant.verdict(key, model: "m") == "model_not_allowed")
            let open = try await world.made("/v1/teams", token: tenant.token, json: ["name": "open"])
            let id = try #require(open["id"]?.string)
            #expect(try await world.send(.get, "/v1/teams/\(id)/models", token: tenant.token)["mode"] == "all")
        }
    }

    @Test func `a proxied request is judged by its model in the same way`() async throws {
        var settings = ServiceSettings.patient
        settings.proxyModelHeader = .init("X-Model")
        try await withWorld(settings) { world in
            let tenant = try await world.tenant()
            try await tenant.model("m")
            try await tenant.model("off", ["enabled": false])
            let key = try await tenant.key("k", ["allowed_models": ["m", "off", "gone"]])
            for (model, status) in [("m", 200), ("off", 403), ("gone", 403)] {
                let reply = try await world.send(
                    .get, "/v1/authz", headers: [("Authorization", "Bearer \(key.secret)"), ("X-Model", model)])
                #expect(reply.status == status, "\(reply.text)")
            }
        }
    }

    @Test(
        arguments: [
            (["mode": "some"], "mode"), ([:], "mode"), (["mode": "listed", "models": ["a*b"]], "models[0]"),
            (["mode": "listed", "models": ["a", "019b76da-a800-7000-8000-000000000009"]], "models[1]"),
            (["mode": "listed", "model": []], "model"),
        ] as [(JSONValue, String)])
    func `a list that is wrong is refused by name, and changes nothing`(_ body: JSONValue, _ param: String) async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            let reply = try await world.send(
                .put, "/v1/teams/\(tenant.teamID)/models", token: tenant.token, json: body)
            #expect(reply.status == 400 && reply.errorParam == param, "\(reply.text)")
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }
}
