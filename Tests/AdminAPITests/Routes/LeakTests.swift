import KeyVault
import TestSupport
import Testing

/// A secret that turned up somewhere: whose it is, for who may know, and its end.
struct LeakTests {
    private func lookup(_ world: World, _ secret: String, _ token: String) async throws -> Reply {
        try await world.send(.post, "/v1/keys/lookup", token: token, json: ["secret": .string(secret)])
    }

    private func revoke(_ world: World, _ secret: String, _ token: String) async throws -> Reply {
        try await world.send(.post, "/v1/keys/revoke_leaked", token: token, json: ["secret": .string(secret)])
    }

    @Test func `a key's secret is told with its key, its state and whether it would work`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key("found", ["allowed_addresses": ["10.0.0.0/8"]])
            let fresh = try await world.made("\(tenant.keysPath)/\(key.id)/rotate", token: tenant.token)
            let old = try await lookup(world, key.secret, tenant.token)
            #expect(old["found"] == true && old["state"] == "outgoing" && old["live"] == true)
            #expect(old["key_id"]?.string == key.id && old["name"] == "found" && old["kind"] == "api_key")
            #expect(old["team_id"]?.string == tenant.teamID && !old.text.contains(key.secret))
            let current = try await lookup(world, try #require(fresh["api_key"]?.string), tenant.token)
            #expect(current["state"] == "current")
            _ = try await world.made(
                "\(tenant.keysPath)/\(key.id)", token: tenant.token, json: ["enabled": false], by: .patch)
            #expect(try await lookup(world, key.secret, tenant.token)["live"] == false)
            world.time.advance(seconds: 3600)
            #expect(try await lookup(world, key.secret, tenant.token)["found"] == false)
        }
    }

    @Test func `what is another tenant's is told like what was never issued, and is not ended`() async throws {
        try await withWorld { world in
            let (mine, theirs) = (try await world.tenant("mine"), try await world.tenant("theirs"))
            let pairs = [
                (try await theirs.key().secret, try SecretFormat.mint(.apiKey)),
                (theirs.token, try SecretFormat.mint(.accessToken)),
                (theirs.client.secret, try SecretFormat.mint(.clientSecret)),
            ]
            let before = try await world.dump()
            for (secret, madeUp) in pairs {
                for ask in [lookup, revoke] {
                    let real = try await ask(world, secret, mine.token)
                    let fake = try await ask(world, madeUp.revealSecret(), mine.token)
                    #expect(real.comparable == fake.comparable && real.status == 200)
                }
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            // The platform may know of all, and of one tenant's only where it names that tenant.
            let root = try await world.rootToken()
            #expect(try await lookup(world, pairs[0].0, root)["organization_id"]?.string == theirs.id)
            let named = try await world.send(
                .post, "/v1/keys/lookup", token: root, organization: mine.id, json: ["secret": .string(pairs[0].0)])
            #expect(named["found"] == false)
        }
    }

    @Test func `clients and tokens are told only to who may read clients, and ended only by who may write them`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let victim = try await world.client(["keys.read"], in: tenant.id, by: tenant.token)
            let stolen = try await world.token(victim)
            let keysOnly = try await tenant.token(scopes: "keys.read", "keys.write")
            let reader = try await tenant.token(scopes: "keys.read", "keys.write", "clients.read")
            for secret in [victim.secret, stolen] {
                #expect(try await lookup(world, secret, keysOnly)["found"] == false)
                #expect(try await revoke(world, secret, keysOnly)["revoked"] == false)
                #expect(try await lookup(world, secret, reader)["client_id"]?.string == victim.id)
                #expect(try await revoke(world, secret, reader).status == 403)
            }
            #expect(try await world.send(.get, "/v1/keys/due", token: stolen).status == 200)
        }
    }

    @Test func `ending a secret ends that one thing, whatever it is, and only once`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let fresh = try await world.made("\(tenant.keysPath)/\(key.id)/rotate", token: tenant.token)
            let current = try #require(fresh["api_key"]?.string)
            #expect(try await revoke(world, key.secret, tenant.token)["action"] == "outgoing_secret_ended")
            #expect(try await tenant.verdict(key.secret) == "not_found")
            #expect(try await tenant.verdict(current) == "valid")
            #expect(try await revoke(world, key.secret, tenant.token)["revoked"] == false)
            #expect(try await revoke(world, current, tenant.token)["action"] == "key_disabled")
            #expect(try await tenant.verdict(current) == "disabled")

            let victim = try await world.client(["keys.read"], in: tenant.id, by: tenant.token)
            let stolen = try await world.token(victim)
            #expect(try await revoke(world, stolen, tenant.token)["action"] == "token_revoked")
            #expect(try await world.send(.get, "/v1/keys/due", token: stolen).status == 401)
            let other = try await world.token(victim)
            #expect(try await revoke(world, victim.secret, tenant.token)["action"] == "client_disabled")
            #expect(try await world.send(.get, "/v1/keys/due", token: other).status == 401)
            let grant = [("grant_type", "client_credentials")]
            #expect(try await world.form("/oauth2/token", grant, basic: victim).status == 401)
        }
    }

    @Test func `the platform's last client with every scope is not ended`() async throws {
        try await withWorld { world in
            let root = try await world.rootToken()
            let reply = try await revoke(world, world.root.secret, root)
            #expect(reply.status == 409)
            #expect(try await world.send(.get, "/v1/organizations", token: root).status == 200)
        }
    }

    @Test(arguments: ["", "khk_", "nonsense", "khk_000000000000000000000000000000000000"])
    func `what is no secret is found nowhere, and ends nothing`(_ text: String) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let before = try await world.dump()
            let found = try await lookup(world, text, tenant.token)
            #expect(found.status == 200 && found.json == ["found": false])
            #expect(try await revoke(world, text, tenant.token).json == ["revoked": false])
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }
}
