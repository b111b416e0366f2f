import TestSupport
import Testing

@testable import AdminAPI

struct UsableModelTests {
    @Test func `a key's list has the contract's shape, with Unix seconds and nothing that is disabled`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let second = Double(world.time.now().unixSeconds)
            let id = try await tenant.model("openai/gpt", ["owned_by": "OpenAI", "max_tokens": 5])
            try await tenant.model("off", ["enabled": false])
            let key = try await tenant.key()
            let reply = try await world.send(.get, "/v1/models", token: key.secret)
            let model: JSONValue = [
                "id": "openai/gpt", "nexos_model_id": .string(id), "object": "model", "created": .number(second),
                "updated": .number(second), "owned_by": "OpenAI", "name": "openai/gpt", "max_tokens": 5,
            ]
            #expect(reply.json == ["object": "list", "data": [model], "total": 1])
            for word in ["openai%2Fgpt", id] {
                #expect(try await world.send(.get, "/v1/models/\(word)", token: key.secret).json == model)
            }
            #expect(try await world.send(.get, "/v1/models/off", token: key.secret).status == 404)
        }
    }

    @Test func `what a key may not use looks like what is not there`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let hidden = try await mine.model("hidden")
            let foreign = try await theirs.model("foreign")
            let key = try await mine.key("k", ["allowed_models": ["x"]])
            let replies = try await [hidden, "hidden", foreign, "foreign", "made-up"].asyncMap { word in
                try await world.send(.get, "/v1/models/\(word)", token: key.secret)
            }
            #expect(Set(replies.map(\.comparable)).count == 1 && replies[0].status == 404)
        }
    }

    @Test func `a token's list is its user's, or its organization's where it has no user`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for name in ["a", "b"] { try await tenant.model(name) }
            _ = try await world.made(
                "/v1/teams/\(tenant.teamID)/members/\(tenant.userID)", token: tenant.token)
            try await tenant.setModels("listed", ["a"])
            #expect(try await tenant.usable(tenant.token) == ["a"])
            let root = try await world.rootToken()
            let tool = try await world.token(try await world.client(["models.read"], in: tenant.id, by: root))
            #expect(try await tenant.usable(tool) == ["a", "b"])
            #expect(try await tenant.usable(root) == [])
            let named = try await world.send(.get, "/v1/models", token: root, organization: tenant.slug)
            #expect(named["total"] == 2)
            let other = try await world.tenant("other")
            #expect(
                try await world.send(.get, "/v1/models", token: other.token, organization: tenant.slug).status == 404)
            let narrow = try await world.token(try await world.client(["teams.read"], in: tenant.id, by: root))
            #expect(try await world.send(.get, "/v1/models", token: narrow).status == 403)
        }
    }

    @Test func `a query that it does not know is refused`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            #expect(try await world.send(.get, "/v1/models?limit=1", token: key.secret).status == 400)
        }
    }
}
