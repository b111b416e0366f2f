import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// Every operation that says it takes an `Idempotency-Key`, tried as clients repeat their requests. One that says so and
/// keeps no reply, or keeps one and does not say so, fails here by its name.
struct IdempotencySweepTests {
    static let repeatable = Endpoint.allCases.filter(\.isIdempotent)

    private func send(
        _ request: SweptRequest, in world: World, token: String, organization: String? = nil, key: String = "swept-1",
        json: JSONValue? = nil
    ) async throws -> Reply {
        var headers = [("Authorization", "Bearer \(token)"), ("Idempotency-Key", key)]
        if let organization { headers.append(("Keyhold-Organization", organization)) }
        let body = json ?? request.json
        if body != nil { headers.append(("Content-Type", "application/json")) }
        return try await world.send(request.method, request.path, headers: headers, body: body?.bytes ?? [])
    }

    /// The request, and who may make it.
    private func prepared(
        _ endpoint: Endpoint, _ tenant: Tenant
    ) async throws -> (request: SweptRequest, token: String) {
        let world = tenant.world
        let ids = try await SweptIDs(of: tenant)
        try await prepare(endpoint, ids, tenant)
        let request = SweptRequest(endpoint, ids)
        switch endpoint {
        case .createOrganization: return (request, try await world.rootToken())
        case .rotateOwnKey: return (request, try await tenant.key("own").secret)
        default: return (request, tenant.token)
        }
    }

    /// What the sweep's requests find otherwise than they need it.
    private func prepare(_ endpoint: Endpoint, _ ids: SweptIDs, _ tenant: Tenant) async throws {
        let paths: [(HTTPRequest.Method, String)] =
            switch endpoint {
            case .createTeamMember: [(.delete, Endpoint.deleteTeamMember.path(ids.team, ids.user))]
            case .restoreUsageLimit: [(.delete, Endpoint.deleteUsageLimit.path(ids.usageLimit))]
            case .restoreRateLimit: [(.delete, Endpoint.deleteRateLimit.path(ids.rateLimit))]
            default: []
            }
        for (method, path) in paths {
            _ = try await tenant.world.send(method, path, token: tenant.token)
        }
    }

    /// Everything but what only tells that somebody came by.
    private func rows(_ world: World) async throws -> [String] {
        try await world.service.flush()
        return try await world.dump()
    }

    @Test(arguments: repeatable)
    func `the same request again is answered the same, and done once`(_ endpoint: Endpoint) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (request, token) = try await prepared(endpoint, tenant)
            let first = try await send(request, in: world, token: token)
            #expect((200..<300).contains(first.status), "\(first.text)")
            #expect(first.header("Idempotency-Replayed") == nil)
            let before = try await rows(world)
            let again = try await send(request, in: world, token: token)
            #expect(again.status == first.status && again.text == first.text)
            #expect(again.header("Idempotency-Replayed") == "true")
            let isBefore = try await rows(world) == before
            #expect(isBefore)
        }
    }

    @Test(arguments: repeatable)
    func `twins that arrive together are done once`(_ endpoint: Endpoint) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (request, token) = try await prepared(endpoint, tenant)
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<5 { group.addTask { try await send(request, in: world, token: token) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(replies.map(\.text)).count == 1)
            #expect(replies.count { $0.header("Idempotency-Replayed") == "true" } == 4)
        }
    }

    @Test(arguments: repeatable)
    func `another body under the same key is 422, and changes nothing`(_ endpoint: Endpoint) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (request, token) = try await prepared(endpoint, tenant)
            #expect((200..<300).contains(try await send(request, in: world, token: token).status))
            let before = try await rows(world)
            // The same to the operation, and another body.
            let other = Array((request.json ?? .object([:])).bytes) + Array(" ".utf8)
            let reply = try await world.send(
                request.method, request.path,
                headers: [
                    ("Authorization", "Bearer \(token)"), ("Idempotency-Key", "swept-1"),
                    ("Content-Type", "application/json"),
                ], body: other)
            #expect(reply.status == 422 && reply.errorParam == "Idempotency-Key", "\(reply.text)")
            let isBefore = try await rows(world) == before
            #expect(isBefore)
        }
    }

    @Test(arguments: repeatable.filter { $0 != .rotateOwnKey && $0 != .createOrganization })
    func `a client without the scope, or another client, is shown nothing`(_ endpoint: Endpoint) async throws {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let (request, token) = try await prepared(endpoint, tenant)
            guard case .scope(let scope) = endpoint.access else { return }
            let scopes = Scope.allCases.filter { $0 != .all && $0 != scope }.map(\.rawValue).joined(separator: " ")
            let weak = try await world.token(tenant.client, scope: scopes)
            let bare = try await world.token(tenant.client, scope: scope.rawValue)
            let other = try await world.token(try await world.client(["*"], in: tenant.id, by: tenant.token))
            let first = try await send(request, in: world, token: token)
            let refused = try await send(request, in: world, token: weak)
            #expect(refused.status == 403 && refused.header("Idempotency-Replayed") == nil)
            let narrow = try await send(request, in: world, token: bare)
            #expect(narrow.status == (endpoint.asksForMoreThanItsScope ? 403 : first.status))
            #expect(narrow.status == 403 || narrow.text == first.text)
            #expect(try await send(request, in: world, token: other).header("Idempotency-Replayed") == nil)
        }
    }

    @Test func `a reply with a client's secret is shown to no token that could not have made the client`() async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let request = SweptRequest(.createClient, try await SweptIDs(of: tenant))
            let wide: JSONValue = ["name": "second", "scopes": ["*"]]
            let made = try await send(request, in: world, token: tenant.token, json: wide)
            #expect(made.status == 201)
            let bare = try await world.token(tenant.client, scope: "clients.write")
            let replayed = try await send(request, in: world, token: bare, json: wide)
            #expect(replayed.status == 403 && !replayed.text.contains("client_secret"))
            #expect(try await send(request, in: world, token: tenant.token, json: wide).text == made.text)
        }
    }

    @Test func `the holder who lost the reply to a rotation gets it again, and another secret gets nothing`()
        async throws
    {
        try await withWorld { world in
            let tenant = try await world.tenant()
            let key = try await tenant.key()
            let request = SweptRequest(.rotateOwnKey, SweptIDs(madeUp: 1))
            let first = try await send(request, in: world, token: key.secret)
            let again = try await send(request, in: world, token: key.secret)
            #expect(again.status == 200 && again.text == first.text && again.header("Sunset") != nil)
            #expect(try await tenant.verdict(key.secret) == "valid")
            let fresh = try #require(first["api_key"]?.string)
            #expect(try await send(request, in: world, token: fresh).status == 422)
        }
    }
}
