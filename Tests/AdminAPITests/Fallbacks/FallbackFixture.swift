import HTTPTypes
import TestSupport

/// A tenant with models `a` … `e`, enabled and free.
struct FallbackFixture {
    let world: World
    let tenant: Tenant
    private(set) var ids: [String: String] = [:]

    init(_ world: World, _ slug: String = "acme") async throws {
        self.world = world
        tenant = try await world.tenant(slug)
        for name in ["a", "b", "c", "d", "e"] {
            ids[name] = try await tenant.model(name, ["price": ["state": "free"]])
        }
    }

    func id(_ name: String) -> String { ids[name] ?? name }

    func path(_ model: String, ofTeam: Bool = false) -> String {
        ofTeam ? "/v1/teams/\(tenant.teamID)/models/\(model)/fallbacks" : "/v1/management/models/\(model)/fallbacks"
    }

    func send(
        _ method: HTTPRequest.Method, _ model: String, _ list: [String]? = nil, ofTeam: Bool = false
    ) async throws -> Reply {
        let json = list.map { JSONValue.object(["models": .array($0.map { .string($0) })]) }
        return try await world.send(method, path(model, ofTeam: ofTeam), token: tenant.token, json: json)
    }

    /// Makes a list that has to be accepted.
    func set(_ model: String, _ list: [String], ofTeam: Bool = false) async throws {
        let reply = try await send(.post, model, list, ofTeam: ofTeam)
        guard reply.status == 201 else { throw FixtureFailure(reply.text) }
    }

    /// The names of what takes over, in order.
    func chain(_ model: String, ofTeam: Bool = false) async throws -> [String] {
        try await resolution(model, ofTeam: ofTeam)["fallbacks"]?.array?.compactMap { $0["name"]?.string } ?? []
    }

    func resolution(_ model: String, ofTeam: Bool = false) async throws -> JSONValue {
        let query = ofTeam ? "?team_id=\(tenant.teamID)" : ""
        return try await world.made(
            "/v1/management/models/\(model)/resolution\(query)", token: tenant.token, by: .get)
    }

    func model(
        _ method: HTTPRequest.Method, _ name: String, _ query: String = "", _ json: JSONValue? = nil
    ) async throws -> Reply {
        try await world.send(method, "/v1/management/models/\(name)\(query)", token: tenant.token, json: json)
    }
}
