import Domain
import Storage
import TestSupport
import Testing

@testable import AdminAPI

/// An import is written in pieces, and holds nobody up.
struct ImportPiecesTests {
    private static let path = "/v1/management/models/import"
    private static let rows = 250

    private static func list(_ count: Int = rows, _ more: String = "") -> String {
        "[" + (0..<count).map { #"{"name": "m\#($0)"\#(more)}"# }.joined(separator: ",") + "]"
    }

    private func counts(_ reply: Reply) -> [Double?] {
        ["created", "changed", "unchanged"].map { reply[$0]?.number }
    }

    private func models(_ tenant: Tenant) async throws -> Int {
        let id = try #require(OrganizationID(tenant.id))
        return try await tenant.world.database.read { transaction throws(AdminError) in
            try transaction.models.count(in: id)
        }
    }

    private func events(_ world: World, _ action: String) async throws -> Int {
        try await world.dump().count { $0.hasPrefix("audit_events") && $0.contains("'\(action)'") }
    }

    @Test func `others' writes commit between the pieces of an import`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try #require(OrganizationID(tenant.id))
            let seen = Recorded<Int>()
            world.interposed.beforeEachWrite { [database = world.database] in
                // Another's write, which finds what is there when its turn has come.
                database.write { transaction throws(AdminError) in
                    try transaction.models.count(in: id)
                } completion: {
                    seen.append((try? $0.get()) ?? -1)
                }
                return nil
            }
            let reply = try await tenant.send(raw: Self.list(), to: Self.path)
            #expect(counts(reply) == [250, 0, 0], "\(reply.text)")
            #expect(seen.all == Array(stride(from: 0, to: 250, by: 25)))
            #expect(try await models(tenant) == 250)
        }
    }

    @Test func `an import in pieces leaves an audit event for each model, and one for the whole`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            _ = try await tenant.send(raw: Self.list(), to: Self.path)
            #expect(try await events(world, "model.create") == 250)
            #expect(try await events(world, "model.import") == 1)
            #expect(try await world.service.auditProblems().isEmpty)
            // Memory has followed every piece.
            let key = try await tenant.key()
            #expect(try await tenant.usable(key.secret).count == 250)
        }
    }

    @Test func `what fails in the middle says how much was written, and the same again makes the rest`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let writes = Recorded<Void>()
            world.interposed.beforeEachWrite {
                writes.append(())
                return writes.all.count == 9 ? AdminError(.unavailable, "No.", retryAfterSeconds: 1) : nil
            }
            let broken = try await send(Self.list(), as: "once", tenant)
            #expect(broken.status == 503, "\(broken.text)")
            #expect(broken.text.contains("200 of 250 changes had been made before"), "\(broken.text)")
            world.interposed.beforeEachWrite(nil)
            #expect(try await models(tenant) == 200)
            #expect(try await events(world, "model.import") == 0)
            let again = try await send(Self.list(), as: "once", tenant)
            #expect(counts(again) == [50, 0, 200], "\(again.text)")
            #expect(again.header("Idempotency-Replayed") == nil)
            let replayed = try await send(Self.list(), as: "once", tenant)
            #expect(replayed.text == again.text && replayed.header("Idempotency-Replayed") == "true")
            #expect(try await models(tenant) == 250)
        }
    }

    @Test func `a row that somebody came in before is named, and the pieces before it stay`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let user = try await tenant.model("user")
            let last = try await tenant.model("m249")
            let (organization, model, fallback) = (
                try #require(OrganizationID(tenant.id)), try #require(ModelID(user)), try #require(ModelID(last))
            )
            let writes = Recorded<Void>()
            world.interposed.beforeEachWrite { [database = world.database] in
                writes.append(())
                guard writes.all.count == 2 else { return nil }
                database.write { transaction throws(AdminError) in
                    try transaction.modelFallbacks.insert(
                        ModelFallbacks(
                            modelID: model, organizationID: organization, teamID: nil, fallbackIDs: [fallback],
                            createdAt: transaction.now, updatedAt: transaction.now))
                } completion: { _ in
                }
                return nil
            }
            let rows = Self.list(249).dropLast() + #", {"name": "m249", "enabled": false}]"#
            let reply = try await tenant.send(raw: String(rows), to: Self.path)
            #expect(reply.status == 409, "\(reply.text)")
            #expect(reply.json["error"]?["problems"]?[0]?["place"] == "[249]", "\(reply.text)")
            #expect(reply.text.contains("249 of 250 changes had been made before"), "\(reply.text)")
            #expect(!reply.text.contains("nothing was"), "\(reply.text)")
            #expect(try await models(tenant) == 251)
        }
    }

    @Test func `a row that is refused for what is there keeps every other from being written`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            try await tenant.model("user")
            try await tenant.model("m249")
            _ = try await world.made(
                "/v1/management/models/user/fallbacks", token: tenant.token, json: ["models": ["m249"]])
            let before = try await world.dump()
            let rows = Self.list(249).dropLast() + #", {"name": "m249", "enabled": false}]"#
            let reply = try await tenant.send(raw: String(rows), to: Self.path)
            #expect(reply.status == 409 && reply.text.contains("nothing was"), "\(reply.text)")
            let isBefore = try await world.dump() == before
            #expect(isBefore)
        }
    }

    @Test func `an organization that is deleted under an import gets no more models`() async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let id = try #require(OrganizationID(tenant.id))
            let writes = Recorded<Void>()
            world.interposed.beforeEachWrite { [database = world.database] in
                writes.append(())
                guard writes.all.count == 2 else { return nil }
                database.write { transaction throws(AdminError) in
                    try transaction.organizations.delete(id)
                } completion: { _ in
                }
                return nil
            }
            let reply = try await tenant.send(raw: Self.list(), to: Self.path)
            #expect(reply.status == 404, "\(reply.text)")
            #expect(try await models(tenant) == 25)
        }
    }

    @Test func `rows that may disable a model come in small pieces, and all rows come in their order`() throws {
        var rows: [ImportDraft] = []
        for index in 0..<130 {
            var draft = ModelDraft()
            draft.isEnabled = index < 25 ? false : nil
            rows.append(ImportDraft(place: "[\(index)]", draft: draft))
        }
        let pieces = ImportDraft.pieces(rows)
        #expect(pieces.map(\.count) == Array(repeating: 2, count: 12) + [16, 25, 25, 25, 15])
        #expect(pieces.joined().map(\.place) == rows.map(\.place))
        #expect(ImportDraft.pieces([]).map(\.count) == [0])
    }

    private func send(_ rows: String, as key: String, _ tenant: Tenant) async throws -> Reply {
        try await tenant.world.send(
            .post, Self.path,
            headers: [
                ("Authorization", "Bearer \(tenant.token)"), ("Content-Type", "application/json"),
                ("Idempotency-Key", key),
            ], body: Array(rows.utf8))
    }
}
