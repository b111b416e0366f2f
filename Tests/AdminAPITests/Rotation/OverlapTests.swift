import Domain
import Storage
import TestSupport
import Testing

@testable import AdminAPI

/// A secret that somebody was promised is not ended by somebody else's rotation.
struct OverlapTests {
    private func answer(_ tenant: Tenant, _ path: String, _ body: JSONValue? = nil) async throws -> Reply {
        try await tenant.world.send(.post, path, token: tenant.token, json: body)
    }

    @Test func `a second rotation with an overlap is refused with since when and until when, and changes nothing`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let client = try await world.client(["keys.read"], in: tenant.id, by: tenant.token)
            for path in ["\(tenant.keysPath)/\(key.id)/rotate", "/v1/oauth/clients/\(client.id)/secrets/rotate"] {
                #expect(try await answer(tenant, path).status == 200)
                world.time.advance(seconds: 1)
                let before = try await world.dump()
                for body in [nil, ["transition_seconds": 1], ["force": false]] as [JSONValue?] {
                    let again = try await answer(tenant, path, body)
                    #expect(again.status == 409 && again.json["error"]?["code"] == "conflict")
                    let rotation = again.json["error"]?["rotation"]
                    let began = try #require(rotation?["began_at"]?.string)
                    let ends = try #require(rotation?["ends_at"]?.string)
                    #expect(again.text.contains("since \(began), until \(ends)"))
                }
                let isBefore = try await world.dump() == before
                #expect(isBefore)
                #expect(try await answer(tenant, path, ["force": true]).status == 200)
                #expect(try await answer(tenant, path, ["transition_seconds": 0]).status == 200)
            }
        }
    }

    @Test(arguments: [nil, ["transition_seconds": 0], ["force": true]] as [JSONValue?])
    func `the outgoing secret cannot end its successor`(_ body: JSONValue?) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let made = try await answer(tenant, "\(tenant.keysPath)/\(key.id)/rotate", ["transition_seconds": 86_400])
            for _ in 0..<2 {
                let taken = try await world.send(.patch, "/v1/apikey/rotate", token: key.secret, json: body)
                #expect(taken.status == 409 && taken.json["error"]?["rotation"]?["ends_at"]?.string != nil)
            }
            #expect(try await tenant.verdict(try #require(made["api_key"]?.string)) == "valid")
        }
    }

    @Test func `of holders who rotate at once one does, and no secret that was handed out is dead`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            for round in 0..<10 {
                let key = try await tenant.key("shared \(round)")
                let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                    for _ in 0..<4 {
                        group.addTask { try await world.send(.patch, "/v1/apikey/rotate", token: key.secret) }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(replies.map(\.status).sorted() == [200, 409, 409, 409])
                #expect(try await tenant.verdict(key.secret) == "valid")
                for reply in replies where reply.status == 200 {
                    #expect(try await tenant.verdict(try #require(reply["api_key"]?.string)) == "valid")
                }
            }
        }
    }

    @Test func `rotating all keys of a team names those that are in rotation, and rotates none`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (busy, idle) = (try await tenant.key("busy"), try await tenant.key("idle"))
            #expect(try await answer(tenant, "\(tenant.keysPath)/\(busy.id)/rotate").status == 200)
            let before = try await world.dump()
            let refused = try await answer(tenant, "\(tenant.keysPath)/rotate_all")
            #expect(refused.status == 409)
            #expect(refused.json["error"]?["dependents"] == .array([.string(busy.id)]))
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            let forced = try await answer(tenant, "\(tenant.keysPath)/rotate_all", ["force": true])
            #expect(forced.status == 200 && forced["data"]?.array?.count == 2)
            #expect(try await tenant.verdict(busy.secret) == "not_found")
            #expect(try await tenant.verdict(idle.secret) == "valid")
        }
    }

    @Test func `a leaked secret is revoked by what it is on disk, though memory thinks otherwise`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            #expect(try await answer(tenant, "\(tenant.keysPath)/\(key.id)/rotate").status == 200)
            // As if the rollback were committed between the look in memory and the transaction.
            let id = try #require(APIKeyID(key.id))
            let organization = try #require(OrganizationID(tenant.id))
            try await world.database.write { transaction throws(AdminError) in
                guard var row = try transaction.apiKeys.find(id, in: organization), let old = row.secrets.outgoing
                else { throw .internal("the key is not in rotation") }
                row.secrets = LiveSecrets(current: old.secret)
                try transaction.apiKeys.updateSecrets(row)
            }
            let reply = try await answer(tenant, "/v1/keys/revoke_leaked", ["secret": .string(key.secret)])
            #expect(reply["action"] == "key_disabled")
            #expect(try await tenant.verdict(key.secret) != "valid")
        }
    }
}
