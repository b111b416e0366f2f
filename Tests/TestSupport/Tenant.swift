/// A tenant with one of everything.
public struct Tenant: Sendable {
    public let world: World
    public let id: String
    public let slug: String
    public let userID: String
    public let teamID: String
    /// Has every scope, and is bound to the user.
    public let client: Credential
    public let token: String

    public var keysPath: String { "/v1/teams/\(teamID)/api_keys" }
}

/// A key with its secret.
public struct SampleKey: Sendable {
    public let id: String
    public let secret: String
    public let json: JSONValue
}

extension World {
    public func tenant(_ slug: String = "acme", organization: JSONValue = [:]) async throws -> Tenant {
        let root = try await rootToken()
        var body = organization.object ?? [:]
        body["name"] = .string(slug)
        body["slug"] = .string(slug)
        let id = try text(await made("/v1/organizations", token: root, json: .object(body)), "id")
        let user = try await made(
            "/v1/users", token: root, organization: id,
            json: ["email": .string("owner@\(slug).example"), "name": "Owner", "role": "owner"])
        let team = try await made("/v1/teams", token: root, organization: id, json: ["name": "Core"])
        let userID = try text(user, "id")
        let client = try await client(["*"], in: id, by: root, user: userID)
        return Tenant(
            world: self, id: id, slug: slug, userID: userID, teamID: try text(team, "id"), client: client,
            token: try await token(client))
    }

    public func client(
        _ scopes: [String], in organization: String?, by token: String, user: String? = nil
    ) async throws -> Credential {
        var body: [String: JSONValue] = ["name": "tool", "scopes": .array(scopes.map { .string($0) })]
        if let user { body["user_id"] = .string(user) }
        let made = try await made("/v1/oauth/clients", token: token, organization: organization, json: .object(body))
        return Credential(id: try text(made, "client_id"), secret: try text(made, "client_secret"))
    }

    func text(_ json: JSONValue, _ name: String) throws -> String {
        guard let text = json[name]?.string else { throw FixtureFailure("no \(name) in \(json)") }
        return text
    }
}

extension Tenant {
    public func key(_ name: String = "k", _ more: JSONValue = [:]) async throws -> SampleKey {
        try await key(at: keysPath, name, more)
    }

    public func userKey(_ name: String = "k", _ more: JSONValue = [:]) async throws -> SampleKey {
        try await key(at: "/v1/user/api_keys", name, more)
    }

    private func key(at path: String, _ name: String, _ more: JSONValue) async throws -> SampleKey {
        var body = more.object ?? [:]
        body["name"] = .string(name)
        let json = try await world.made(path, token: token, json: .object(body))
        return SampleKey(id: try world.text(json, "id"), secret: try world.text(json, "api_key"), json: json)
    }

    /// A model of the organization's own; its id.
    @discardableResult
    public func model(_ name: String, _ more: JSONValue = [:]) async throws -> String {
        var body = more.object ?? [:]
        body["name"] = .string(name)
        return try world.text(
            try await world.made("/v1/management/models", token: token, json: .object(body)), "id")
    }

    public func verdict(_ secret: String, _ more: JSONValue = [:]) async throws -> String {
        try await world.verdict(secret, token: token, more)
    }

    public func token(scopes: String...) async throws -> String {
        try await world.token(client, scope: scopes.joined(separator: " "))
    }
}
