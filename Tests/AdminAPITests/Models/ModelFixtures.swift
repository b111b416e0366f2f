import TestSupport

extension Tenant {
    static let modelsPath = "/v1/management/models"

    /// Sends JSON as it is written, digit for digit: `JSONValue` holds numbers as floats.
    func send(raw json: String, to path: String = modelsPath, patch: Bool = false) async throws -> Reply {
        try await world.send(
            patch ? .patch : .post, path,
            headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")],
            body: Array(json.utf8))
    }

    func setModels(_ mode: String, _ models: [String] = [], team: String? = nil) async throws {
        _ = try await world.made(
            "/v1/teams/\(team ?? teamID)/models", token: token,
            json: ["mode": .string(mode), "models": .array(models.map { .string($0) })], by: .put)
    }

    func verdict(_ key: SampleKey, model: String) async throws -> String {
        try await verdict(key.secret, ["model": .string(model)])
    }

    /// What a key may use, as its holder is told.
    func usable(_ secret: String) async throws -> [String] {
        let reply = try await world.send(.get, "/v1/models", token: secret)
        guard reply.status == 200, let data = reply["data"]?.array else {
            throw FixtureFailure("/v1/models answered \(reply.status): \(reply.text)")
        }
        return data.compactMap { $0["id"]?.string }
    }
}
