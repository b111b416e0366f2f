import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import AdminAPI

/// What the contract says of keys, for teams and for the user that a client is bound to.
struct KeyRoutesTests {
    private static let owners = ["team", "user"]
    /// Of the contract's schema `APIKey`.
    private static let required = ["id", "api_key", "name", "enabled", "removed"]
    private static let own = [
        "object", "team_id", "user_id", "metadata", "allowed_models", "allowed_addresses", "rotation",
        "rotation_policy", "next_rotation_at",
    ]
    private static let optional = ["created_at", "updated_at", "last_used_at", "expiration_date"]

    private func path(_ owner: String, _ tenant: Tenant) -> String {
        owner == "team" ? tenant.keysPath : "/v1/user/api_keys"
    }

    private func expectContract(_ key: JSONValue) throws {
        let members = try #require(key.object)
        for name in Self.required { #expect(members[name] != nil, "\(name)") }
        #expect(Set(members.keys).isSubset(of: Set(Self.required + Self.own + Self.optional)))
        for name in ["id", "api_key", "name"] { #expect(members[name]?.string != nil, "\(name)") }
        for name in ["enabled", "removed"] { #expect(members[name]?.bool != nil, "\(name)") }
        // The contract's schema has no null: what is not there is left out.
        for name in Self.optional where members[name] != nil {
            #expect(members[name]?.string.flatMap { Instant(rfc3339: $0) } != nil, "\(name)")
        }
    }

    @Test(arguments: owners)
    func `a key is made, listed, read, changed and deleted as the contract says`(_ owner: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = path(owner, tenant)
            let made = try await world.send(.post, path, token: tenant.token, json: ["name": "ci"])
            #expect(made.status == 201)
            try expectContract(made.json)
            #expect(made["expiration_date"] == nil && made["last_used_at"] == nil)
            #expect((made["team_id"] != nil) == (owner == "team") && (made["user_id"] != nil) == (owner == "user"))
            let one = "\(path)/\(try #require(made["id"]?.string))"
            let list = try await world.send(.get, path, token: tenant.token)
            #expect(list.status == 200)
            try expectContract(try #require(list.json[0]))
            try expectContract(try await world.made(one, token: tenant.token, by: .get))
            let date = "2027-01-01T00:00:00.000Z"
            let changed = try await world.send(
                .patch, one, token: tenant.token,
                json: ["name": "ci 2", "enabled": false, "expiration_date": .string(date)])
            #expect(changed.status == 200)
            try expectContract(changed.json)
            #expect(changed["enabled"] == false && changed["expiration_date"]?.string == date)
            let deleted = try await world.send(.delete, one, token: tenant.token)
            #expect(deleted.status == 204 && deleted.bytes.isEmpty)
            #expect(try await world.send(.get, path, token: tenant.token).json == [])
        }
    }

    @Test(arguments: owners)
    func `a secret is shown by the reply that made it and masked everywhere else`(_ owner: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = path(owner, tenant)
            let made = try await world.made(path, token: tenant.token, json: ["name": "ci"])
            let (id, secret) = (try #require(made["id"]?.string), try #require(made["api_key"]?.string))
            #expect(secret.hasPrefix("khk_") && secret.count == 40)
            let masked = "khk_…\(secret.suffix(4))"
            let one = "\(path)/\(id)"
            #expect(try await world.send(.get, path, token: tenant.token).json[0]?["api_key"]?.string == masked)
            #expect(try await world.send(.get, one, token: tenant.token)["api_key"]?.string == masked)
            let patched = try await world.send(.patch, one, token: tenant.token, json: ["name": "x"])
            #expect(patched["api_key"]?.string == masked)
            for (method, tail) in [(.post, "rotate"), (.patch, "regenerate")] as [(HTTPRequest.Method, String)] {
                let reply = try await world.send(method, "\(one)/\(tail)", token: tenant.token)
                #expect(reply.status == 200)
                try expectContract(reply.json)
                #expect(reply["api_key"]?.string?.count == 40)
            }
        }
    }

    @Test(arguments: owners)
    func `a patch merges: what is absent stays, and null takes the expiry away`(_ owner: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = path(owner, tenant)
            let made = try await world.made(
                path, token: tenant.token,
                json: [
                    "name": "ci", "expiration_date": "2027-01-01T00:00:00Z", "allowed_models": ["gpt-*"],
                    "allowed_addresses": ["10.0.0.0/8"], "metadata": ["a": "1"],
                ])
            let one = "\(path)/\(try #require(made["id"]?.string))"
            world.time.advance(seconds: 5)
            let same = try await world.send(.patch, one, token: tenant.token, json: [:])
            #expect(same.status == 200)
            #expect(same.json.without("api_key") == made.without("api_key"))
            let renamed = try await world.send(.patch, one, token: tenant.token, json: ["name": "cd"])
            #expect(
                renamed.json.without("api_key", "name", "updated_at") == made.without("api_key", "name", "updated_at"))
            #expect(renamed["updated_at"] != made["updated_at"])
            let cleared = try await world.send(
                .patch, one, token: tenant.token,
                json: ["expiration_date": nil, "allowed_models": nil, "allowed_addresses": [], "metadata": [:]])
            #expect(cleared["expiration_date"] == nil && cleared["allowed_models"] == .null)
            #expect(cleared["allowed_addresses"] == [] && cleared["metadata"] == [:])
        }
    }

    @Test(arguments: owners)
    func `a removed key stays to be read, and to all else is not there`(_ owner: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let path = path(owner, tenant)
            let made = try await world.made(path, token: tenant.token, json: ["name": "ci"])
            let one = "\(path)/\(try #require(made["id"]?.string))"
            _ = try await world.send(.delete, one, token: tenant.token)
            #expect(try await tenant.verdict(try #require(made["api_key"]?.string)) == "removed")
            #expect(try await world.send(.get, one, token: tenant.token)["removed"] == true)
            let all = try await world.send(.get, "\(path)?include_removed=true", token: tenant.token)
            #expect(all.json[0]?["removed"] == true)
            for (method, tail, body) in [
                (.delete, "", nil), (.patch, "", ["enabled": true]), (.post, "/rotate", nil),
                (.patch, "/regenerate", nil),
            ] as [(HTTPRequest.Method, String, JSONValue?)] {
                let reply = try await world.send(method, one + tail, token: tenant.token, json: body)
                #expect(reply.status == 404)
            }
            #expect(try await world.send(.post, path, token: tenant.token, json: ["name": "ci"]).status == 201)
        }
    }

    @Test func `a client that is bound to no user has no user's keys`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let token = try await world.token(try await world.client(["*"], in: tenant.id, by: tenant.token))
            let reply = try await world.send(.get, "/v1/user/api_keys", token: token)
            #expect(reply.status == 404)
            #expect(try await world.send(.post, "/v1/user/api_keys", token: token, json: ["name": "a"]).status == 404)
        }
    }

    @Test func `whoever names no tenant, or none that is there, hears of that before the team`() async throws {
        try await withWorld { world in
            let (tenant, other) = (try await world.tenant(), try await world.tenant("other"))
            let root = try await world.rootToken()
            let unknown = "01890a5d-ac96-774b-bcce-b302099a8057"
            for team in [tenant.teamID, unknown, "core", "x"] {
                func answer(_ token: String, _ organization: String?) async throws -> (Int, String?, String?) {
                    let reply = try await world.send(
                        .post, "/v1/teams/\(team)/api_keys", token: token, organization: organization,
                        json: ["name": "a"])
                    return (reply.status, reply.errorParam, reply.json["error"]?["message"]?.string)
                }
                #expect(try await answer(root, nil) == (400, "Keyhold-Organization", AdminError.tenantIsNeeded.message))
                let missing = AdminError.missing("organization")
                for organization in ["absent", unknown, "no slug!"] {
                    #expect(try await answer(root, organization) == (404, missing.param, missing.message))
                }
                #expect(try await answer(other.token, tenant.slug) == (404, missing.param, missing.message))
                #expect(try await answer(other.token, tenant.id) == (404, missing.param, missing.message))
                let noTeam = AdminError.missing("team")
                #expect(try await answer(other.token, nil) == (404, noTeam.param, noTeam.message))
                #expect(try await answer(root, other.slug) == (404, noTeam.param, noTeam.message))
            }
            for organization in [nil, tenant.slug, tenant.id, tenant.slug.uppercased()] {
                let reply = try await world.send(
                    .post, tenant.keysPath, token: organization == nil ? tenant.token : root,
                    organization: organization, json: ["name": .string(organization ?? "none")])
                #expect(reply.status == 201)
            }
        }
    }
}
