import Domain
import Foundation
import NIOCore
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// What replies say that are written straight from a decision, against the bodies that clients read.
struct ReplyWriterTests {
    /// Reads a reply as a client does; what the encoder makes of that are the same bytes.
    ///
    /// - Returns: the names of the members that were there.
    private func names<Body: Codable>(_ reply: Reply, as type: Body.Type) throws -> Set<String> {
        let bytes = ByteBuffer(bytes: reply.bytes)
        let body = try JSONDecoder().decode(type, from: Data(reply.bytes))
        #expect(JSONReply.encode(body) == bytes, "\(reply.text)")
        return Set(try #require(reply.json.object).keys)
    }

    private func fixture(_ body: (FallbackFixture) async throws -> Void) async throws {
        try await withWorld { world in
            let fixture = try await FallbackFixture(world)
            try await fixture.set("a", ["b", "c"])
            let tenant = fixture.tenant
            try await tenant.model("priced/\u{7e}m", dollars: 2.5)
            try await tenant.policy(.budget(1_000_000_000, .cost), "money \u{1F511} \"/\"", groupBy: [.apiKey])
            try await tenant.policy(.budget(10, .tokens), "shadow", mode: .shadow)
            try await tenant.policy(.rate(1000, .rpm, .tokens), "tokens")
            try await tenant.policy(.rate(3, nil, .concurrent), "at once")
            try await body(fixture)
        }
    }

    @Test func `a verify reply is what the encoder makes of its body, and every field of that is there in some`()
        async throws
    {
        try await fixture { fixture in
            let (world, tenant) = (fixture.world, fixture.tenant)
            let full = try await tenant.key(
                "ä \"/\"",
                [
                    "metadata": ["b": "\"", "a": "/", "c": "ä"], "allowed_models": ["a", "b", "priced/*"],
                    "expiration_date": .string(world.time.now().adding(seconds: 600).rfc3339),
                ])
            let (mine, rotated) = (try await tenant.userKey("mine"), try await tenant.key("rotated"))
            _ = try await tenant.post("\(tenant.keysPath)/\(rotated.id)/rotate")
            var found: Set<String> = []
            func ask(_ secret: String, _ more: [String: JSONValue]) async throws {
                var json = more
                json["key"] = .string(secret)
                let reply = try await tenant.post("/v1/keys/verify", .object(json))
                #expect(reply.status == 200, "\(reply.text)")
                found.formUnion(try names(reply, as: VerifyBody.self))
            }
            let priced: JSONValue = "priced/\u{7e}m"
            let reserve: [String: JSONValue] = [
                "reserve": true, "request_id": "r\"", "model": priced,
                "estimate": ["input_tokens": 30, "max_output_tokens": 10],
            ]
            try await ask(full.secret, ["model": "a"])
            try await ask(full.secret, reserve)
            try await ask(full.secret, reserve)
            try await ask(full.secret, ["model": priced, "estimate": ["input_tokens": 900]])
            try await ask(full.secret, ["estimate": ["cost": 2]])
            try await ask(full.secret, ["model": "e"])
            try await ask(rotated.secret, [:])
            for id in ["1", "2", "3"] { try await ask(mine.secret, ["reserve": true, "request_id": .string(id)]) }
            try await ask(mine.secret, ["model": "nobody's"])
            try await ask("nonsense", [:])
            #expect(found == Set(VerifyBody.CodingKeys.allCases.map(\.rawValue)))
        }
    }

    @Test func `a reply about a reservation is what the encoder makes of its body, and of the list's`() async throws {
        try await fixture { fixture in
            let (world, tenant) = (fixture.world, fixture.tenant)
            let key = try await tenant.key()
            var found: Set<String> = []
            var ids: [String] = []
            for more in [
                ["request_id": "r/\"", "model": "priced/\u{7e}m", "estimate": ["input_tokens": 30]],
                ["estimate": ["cost": 0.5, "max_output_tokens": 5]],
            ] as [JSONValue] {
                let made = try await tenant.reserve(key, more)
                ids.append(try #require(made["id"]?.string))
                found.formUnion(try names(made, as: ReservationBody.self))
            }
            func expectSameAsListed() async throws {
                let listed = try await world.send(.get, "/v1/reservations", token: tenant.token)
                var alone: [String] = []
                for id in ids {
                    let reply = try await world.send(.get, "/v1/reservations/\(id)", token: tenant.token)
                    found.formUnion(try names(reply, as: ReservationBody.self))
                    alone.append(reply.text)
                }
                #expect(listed.text.contains("[\(alone.joined(separator: ","))]"), "\(listed.text)")
            }
            try await expectSameAsListed()
            for (id, usage) in zip(
                ids,
                [
                    [
                        "input_tokens": 9, "output_tokens": 3, "cached_input_tokens": 4, "reasoning_tokens": 2,
                        "requests": 5,
                    ],
                    ["input_tokens": 9, "output_tokens": 3],
                ] as [JSONValue])
            {
                let body: JSONValue = ["usage": usage, "outcome": "succeß"]
                let settled = try await tenant.post("/v1/reservations/\(id)/settle", body)
                #expect(settled.status == 200, "\(settled.text)")
                found.formUnion(try names(settled, as: ReservationBody.self))
            }
            try await expectSameAsListed()
            #expect(found == Set(ReservationBody.CodingKeys.allCases.map(\.rawValue)))
        }
    }
}
