import Domain
import Foundation
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import AdminAPI

/// A POST under an `Idempotency-Key` is carried out once, whatever happens to its reply.
struct IdempotencyTests {
    private func post(
        _ tenant: Tenant, _ path: String, _ key: String, _ json: JSONValue, token: String? = nil
    ) async throws -> Reply {
        try await tenant.world.send(
            .post, path,
            headers: [
                ("Authorization", "Bearer \(token ?? tenant.token)"), ("Content-Type", "application/json"),
                ("Idempotency-Key", key),
            ], body: json.bytes)
    }

    private func keyCount(_ tenant: Tenant) async throws -> Int {
        try await tenant.world.send(.get, tenant.keysPath, token: tenant.token).json.array?.count ?? -1
    }

    @Test func `fifty equal requests at once make one key and get fifty equal replies`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<50 {
                    group.addTask { try await post(tenant, tenant.keysPath, "once", ["name": "k"]) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(replies.count == 50 && replies.allSatisfy { $0.status == 201 })
            #expect(Set(replies.map(\.text)).count == 1)
            #expect(replies.count { $0.header("Idempotency-Replayed") == "true" } == 49)
            #expect(try await keyCount(tenant) == 1)
            #expect(try await tenant.verdict(try #require(replies.first?["api_key"]?.string)) == "valid")
        }
    }

    @Test func `a repetition is answered as the first time after a restart, too`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let first = try await post(tenant, tenant.keysPath, "once", ["name": "k"])
            try await world.reopened { next in
                let again = try await next.send(
                    .post, tenant.keysPath,
                    headers: [
                        ("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json"),
                        ("Idempotency-Key", "\"once\""),
                    ], body: JSONValue.object(["name": "k"]).bytes)
                #expect(again.text == first.text && again.status == 201)
            }
        }
    }

    @Test func `another body, path or tenant under the same key is refused, and changes nothing`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            #expect(try await post(tenant, tenant.keysPath, "once", ["name": "k"]).status == 201)
            let before = try await world.dump()
            let others: [(String, JSONValue)] = [
                (tenant.keysPath, ["name": "other"]), ("/v1/teams", ["name": "k"]),
                ("/v1/user/api_keys", ["name": "k"]),
            ]
            for (path, json) in others {
                let reply = try await post(tenant, path, "once", json)
                #expect(reply.status == 422 && reply.errorParam == "Idempotency-Key", "\(path)")
            }
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `a refused request leaves its key free`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            #expect(try await post(tenant, tenant.keysPath, "once", ["name": " "]).status == 400)
            #expect(try await post(tenant, tenant.keysPath, "once", ["name": "k"]).status == 201)
        }
    }

    @Test func `one caller's key is nothing to another caller`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let other = try await world.token(try await world.client(["*"], in: tenant.id, by: tenant.token))
            let mine = try await post(tenant, tenant.keysPath, "once", ["name": "mine"])
            let theirs = try await post(tenant, tenant.keysPath, "once", ["name": "theirs"], token: other)
            #expect(mine["name"] == "mine" && theirs["name"] == "theirs" && theirs.status == 201)
        }
    }

    @Test func `a reply with a secret is kept ten minutes, any other a day, and then the keys are free again`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            #expect(try await post(tenant, tenant.keysPath, "secret", ["name": "k"]).status == 201)
            #expect(try await post(tenant, "/v1/teams", "plain", ["name": "t"]).status == 201)
            world.time.advance(seconds: 599)
            #expect(try await post(tenant, tenant.keysPath, "secret", ["name": "k"]).status == 201)
            world.time.advance(seconds: 1)
            for _ in 0..<2 {
                // The reply is gone, the fact that it was given is not: nothing is made twice.
                let late = try await post(tenant, tenant.keysPath, "secret", ["name": "k"])
                #expect(late.status == 409 && late.errorParam == "Idempotency-Key")
                #expect(try await post(tenant, "/v1/teams", "plain", ["name": "t"]).status == 201)
                try await world.service.keepHouse()
            }
            #expect(try await keyCount(tenant) == 1)
            world.time.advance(seconds: 86_400 - 600)
            let token = try await world.token(tenant.client)
            #expect(try await post(tenant, "/v1/teams", "plain", ["name": "u"], token: token).status == 201)
        }
    }

    @Test func `housekeeping drops secrets after minutes and everything after a day`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await post(tenant, tenant.keysPath, "secret", ["name": "k"])
            func rows() async throws -> [String] {
                try await world.dump().filter { $0.hasPrefix("idempotent_replies") }
            }
            #expect(try await rows().filter { $0.contains("|X'") }.count == 1)
            world.time.advance(seconds: 600)
            try await world.service.keepHouse()
            #expect(try await rows().filter { $0.contains("|NULL|") }.count == 1)
            world.time.advance(seconds: 85_800)
            try await world.service.keepHouse()
            #expect(try await rows().isEmpty)
        }
    }

    @Test func `what is kept of a reply with a secret is sealed on disk`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let made = try await post(tenant, tenant.keysPath, "secret-once", ["name": "k"])
            let secret = try #require(made["api_key"]?.string)
            let files = try FileManager.default.contentsOfDirectory(atPath: world.folder).map {
                try Data(contentsOf: URL(fileURLWithPath: "\(world.folder)/\($0)"))
            }
            // The key is there, and its reply is not, in any of the ways that JSON may lie in a row.
            #expect(files.contains { $0.range(of: Data("secret-once".utf8)) != nil })
            for text in [secret, String(secret.dropFirst(4)), Data(made.bytes).base64EncodedString()] {
                #expect(!files.contains { $0.range(of: Data(text.utf8)) != nil })
            }
        }
    }

    @Test func `a caller has no more than ten thousand keys a day, and others are not held up by that`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let caller = "client:\(tenant.client.id)"
            try await world.database.write { transaction throws(AdminError) in
                for number in 0..<10_000 {
                    try transaction.idempotentReplies.insert(
                        IdempotentReply(
                            caller: caller, key: "k\(number)", fingerprint: [], reply: nil,
                            replyExpiresAt: transaction.now, expiresAt: transaction.now.adding(seconds: 86_400)))
                }
            }
            let before = try await world.dump()
            let reply = try await post(tenant, "/v1/teams", "one more", ["name": "t"])
            #expect(reply.status == 400)
            let full = try await post(tenant, "/v1/teams", "one-more", ["name": "t"])
            #expect(full.status == 429 && full.errorParam == "Idempotency-Key" && full.header("Retry-After") != nil)
            let isBefore = try await world.dump() == before
            #expect(isBefore)
            let other = try await world.token(try await world.client(["*"], in: tenant.id, by: tenant.token))
            #expect(try await post(tenant, "/v1/teams", "one-more", ["name": "t"], token: other).status == 201)
            world.time.advance(seconds: 86_400)
            try await world.service.keepHouse()
            let token = try await world.token(tenant.client)
            #expect(try await post(tenant, "/v1/teams", "one-more", ["name": "u"], token: token).status == 201)
        }
    }
}
