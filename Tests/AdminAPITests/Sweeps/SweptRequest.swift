import HTTPTypes
import KeyVault
import TestSupport
import Wire

@testable import AdminAPI

/// A sensible request for every endpoint: what the sweeps send. The switch is exhaustive, so a new endpoint does not
/// compile until it is swept.
struct SweptRequest {
    let endpoint: Endpoint
    let path: String
    let json: JSONValue?

    var method: HTTPRequest.Method { endpoint.httpMethod }

    /// - Parameter ids: what stands in the path.
    init(_ endpoint: Endpoint, _ ids: SweptIDs) {
        self.endpoint = endpoint
        path = Self.path(endpoint, ids)
        json = Self.json(endpoint, ids)
    }

    func send(in world: World, token: String?, organization: String? = nil) async throws -> Reply {
        if endpoint.access == .clientCredential { return try await world.form(path, [("token", "x")]) }
        return try await world.send(method, path, token: token, organization: organization, json: json)
    }

    private static func path(_ endpoint: Endpoint, _ ids: SweptIDs) -> String {
        switch endpoint {
        case .createOrganization, .listOrganizations, .createUser, .listUsers, .createTeam, .listTeams, .createUserKey,
            .listUserKeys, .rotateOwnKey, .createClient, .listClients, .issueToken, .introspectToken, .revokeToken,
            .serverMetadata, .verifyKey, .health, .readiness, .metrics, .openAPI, .docs, .searchKeys, .listDueKeys,
            .lookupSecret,
            .revokeLeakedSecret, .getHolder, .authorize, .createModel, .listModels,
            .createUsageLimit, .listUsageLimits, .createRateLimit, .listRateLimits, .importModels, .getUsableModels,
            .getOwnLimits, .explainKey, .createReservation, .listReservations, .recordUsage, .repriceUsage, .listUsage:
            endpoint.path
        case .getModel, .updateModel, .deleteModel, .listModelPrices, .resolveModel, .getUsableModel:
            endpoint.path(ids.model)
        // What has a list cannot get a first one.
        case .createModelFallbacks: endpoint.path(ids.otherModel)
        case .getModelFallbacks, .updateModelFallbacks, .deleteModelFallbacks: endpoint.path(ids.model)
        case .createTeamFallbacks: endpoint.path(ids.team, ids.otherModel)
        case .getTeamFallbacks, .updateTeamFallbacks, .deleteTeamFallbacks: endpoint.path(ids.team, ids.model)
        case .getOrganization, .updateOrganization, .deleteOrganization: endpoint.path(ids.organization)
        case .getUser, .updateUser, .deleteUser: endpoint.path(ids.user)
        case .getReservation, .settleReservation, .releaseReservation, .extendReservation:
            endpoint.path(ids.reservation)
        case .getTeam, .updateTeam, .deleteTeam, .listTeamMembers, .createTeamKey, .listTeamKeys,
            .rotateAllTeamKeys, .getTeamModels, .setTeamModels:
            endpoint.path(ids.team)
        case .createTeamMember, .getTeamMember, .updateTeamMember, .deleteTeamMember:
            endpoint.path(ids.team, ids.user)
        case .getTeamKey, .updateTeamKey, .deleteTeamKey, .rotateTeamKey, .regenerateTeamKey,
            .getTeamKeyRotation, .completeTeamKeyRotation, .extendTeamKeyRotation, .rollbackTeamKeyRotation:
            endpoint.path(ids.team, ids.teamKey)
        case .getUserKey, .updateUserKey, .deleteUserKey, .rotateUserKey, .regenerateUserKey,
            .getUserKeyRotation, .completeUserKeyRotation, .extendUserKeyRotation, .rollbackUserKeyRotation:
            endpoint.path(ids.userKey)
        case .getClient, .updateClient, .deleteClient, .rotateClientSecret, .getClientRotation, .completeClientRotation,
            .extendClientRotation, .rollbackClientRotation:
            endpoint.path(ids.client)
        case .getUsageLimit, .putUsageLimit, .updateUsageLimit, .deleteUsageLimit, .restoreUsageLimit,
            .overrideUsageLimit, .endUsageLimitOverride, .listUsageEntities:
            endpoint.path(ids.usageLimit)
        case .getUsage, .correctUsage: endpoint.path(ids.usage)
        case .resetUsageEntity: endpoint.path(ids.usageLimit, ids.usageEntity)
        case .getRateLimit, .putRateLimit, .updateRateLimit, .deleteRateLimit, .restoreRateLimit:
            endpoint.path(ids.rateLimit)
        }
    }

    private static func json(_ endpoint: Endpoint, _ ids: SweptIDs) -> JSONValue? {
        switch endpoint {
        case .createOrganization, .createTeam, .createTeamKey, .createUserKey, .updateOrganization, .updateUser,
            .updateTeam, .updateTeamKey, .updateUserKey, .updateClient:
            ["name": "Swept"]
        case .createModelFallbacks, .updateModelFallbacks, .createTeamFallbacks, .updateTeamFallbacks: ["models": []]
        case .createModel: ["name": "swept/new", "price": ["state": "free"]]
        case .importModels: [["name": "swept/imported", "price": ["state": "free"]]]
        case .updateModel: ["description": "Swept", "price": ["state": "priced", "input": 1, "output": 2]]
        case .setTeamModels: ["mode": "listed", "models": ["swept/*"]]
        case .createUser: ["name": "Swept", "email": "swept@example.com"]
        case .createTeamMember, .updateTeamMember: ["role": "admin"]
        case .createClient: ["name": "Swept", "scopes": ["keys.read"], "user_id": .string(ids.user)]
        case .rotateOwnKey: ["transition_seconds": 60]
        // A rotation of each is under way.
        case .rotateTeamKey, .rotateUserKey, .rotateClientSecret, .rotateAllTeamKeys:
            ["transition_seconds": 60, "force": true]
        case .extendTeamKeyRotation, .extendUserKeyRotation, .extendClientRotation: ["transition_seconds": 86400]
        case .createUsageLimit: SweptIDs.usageLimit(ids.team, name: "new")
        case .createRateLimit: SweptIDs.rateLimit(ids.team, name: "new")
        case .putUsageLimit, .updateUsageLimit: ["credit_limit": 20, "name": "Swept"]
        case .putRateLimit, .updateRateLimit: ["value": 20, "name": "Swept"]
        case .overrideUsageLimit: ["credit_limit": 50, "expires_at": "2026-02-10T00:00:00Z"]
        case .lookupSecret, .revokeLeakedSecret: ["secret": .string(ids.teamKeySecret)]
        case .verifyKey, .explainKey, .createReservation: ["key": .string(ids.teamKeySecret)]
        case .settleReservation: ["usage": ["input_tokens": 1, "output_tokens": 1]]
        case .extendReservation: ["ttl_seconds": 60]
        case .repriceUsage: ["from": "2026-01-01T00:00:00Z", "to": "2027-01-01T00:00:00Z"]
        case .correctUsage: ["cost": 0.5, "reason": "Swept"]
        case .recordUsage:
            ["records": [["key_id": .string(ids.teamKey), "usage": ["input_tokens": 1, "output_tokens": 1]]]]
        case .listOrganizations, .getOrganization, .deleteOrganization, .listUsers, .getUser, .deleteUser, .listTeams,
            .getTeam, .deleteTeam, .listTeamMembers, .getTeamMember, .deleteTeamMember, .listTeamKeys, .getTeamKey,
            .deleteTeamKey, .regenerateTeamKey, .listUserKeys, .getUserKey, .deleteUserKey, .regenerateUserKey,
            .listClients, .getClient, .deleteClient, .issueToken, .introspectToken, .revokeToken, .serverMetadata,
            .health, .readiness, .metrics, .openAPI, .docs, .searchKeys, .listDueKeys, .getHolder, .getOwnLimits,
            .authorize, .getUsage, .listUsage,
            .listReservations, .getReservation, .releaseReservation, .getTeamKeyRotation, .completeTeamKeyRotation,
            .rollbackTeamKeyRotation, .getUserKeyRotation,
            .completeUserKeyRotation, .rollbackUserKeyRotation, .getClientRotation, .completeClientRotation,
            .rollbackClientRotation, .listModels, .getModel, .deleteModel, .listModelPrices, .getTeamModels,
            .listUsageLimits, .getUsageLimit, .deleteUsageLimit, .restoreUsageLimit,
            .endUsageLimitOverride, .listUsageEntities, .resetUsageEntity, .listRateLimits, .getRateLimit,
            .deleteRateLimit, .restoreRateLimit,
            .getModelFallbacks, .deleteModelFallbacks, .resolveModel, .getTeamFallbacks, .deleteTeamFallbacks,
            .getUsableModels, .getUsableModel:
            nil
        }
    }
}

/// The ids of one tenant's things, or made-up ones.
struct SweptIDs {
    let organization: String
    let user: String
    let team: String
    let teamKey: String
    let teamKeySecret: String
    let userKey: String
    let client: String
    /// One that the organization owns.
    let model: String
    let usageLimit: String
    let usageEntity: String
    let rateLimit: String
    /// Another one, which nothing takes over for.
    let otherModel: String
    let reservation: String
    let usage: String

    init(of tenant: Tenant) async throws {
        let key = try await tenant.key("swept")
        organization = tenant.id
        user = tenant.userID
        team = tenant.teamID
        teamKey = key.id
        teamKeySecret = key.secret
        userKey = try await tenant.userKey("swept").id
        client = tenant.client.id
        model = try await tenant.model("swept/model")
        otherModel = try await tenant.model("swept/other")
        for path in ["/v1/management/models/\(model)/fallbacks", "/v1/teams/\(team)/models/\(model)/fallbacks"] {
            _ = try await tenant.world.send(.post, path, token: tenant.token, json: ["models": []])
        }
        // A rotation of each is under way, so that what is done with one finds it.
        for path in [
            "/v1/teams/\(team)/api_keys/\(teamKey)/rotate", "/v1/user/api_keys/\(userKey)/rotate",
            "/v1/oauth/clients/\(client)/secrets/rotate",
        ] {
            _ = try await tenant.world.send(.post, path, token: tenant.token, json: [:])
        }
        let reserved = try await tenant.world.made(
            "/v1/reservations", token: tenant.token, json: ["key": .string(teamKeySecret)])
        reservation = reserved["id"]?.string ?? ""
        let recorded = try await tenant.world.send(
            .post, "/v1/usage", token: tenant.token,
            json: [
                "records": [["key_id": .string(teamKey), "usage": ["input_tokens": 1, "output_tokens": 1], "cost": 1]]
            ])
        usage = recorded["first_id"]?.string ?? ""
        _ = try await tenant.world.send(
            .post, "/v1/teams/\(team)/members/\(user)", token: tenant.token, json: [:])
        usageLimit = try await Self.made(
            "/v1/policies/usage-limits", Self.usageLimit(team, name: "swept"), by: tenant)
        usageEntity = try await Self.counter(of: usageLimit, key, tenant)
        rateLimit = try await Self.made("/v1/policies/rate-limits", Self.rateLimit(team, name: "swept"), by: tenant)
        // The use that those calls made of the key is written now, and not in the midst of a test.
        try await tenant.world.service.flush()
    }

    /// A call that holds something on the budget makes it a counter.
    private static func counter(of policy: String, _ key: SampleKey, _ tenant: Tenant) async throws -> String {
        _ = try await tenant.hold(key)
        let path = "/v1/policies/usage-limits/\(policy)/entities"
        return try await tenant.world.send(.get, path, token: tenant.token)["first_id"]?.string ?? ""
    }

    private static func made(_ path: String, _ json: JSONValue, by tenant: Tenant) async throws -> String {
        try await tenant.world.made(path, token: tenant.token, json: json)["id"]?.string ?? ""
    }

    static func usageLimit(_ team: String, name: String) -> JSONValue {
        [
            "name": .string(name), "conditions": [["key": "team_id", "value": .string(team)]],
            "group_by": [["key": "api_key"]], "type": "cost", "credit_limit": 10,
            "on_unpriced": "allow",
        ]
    }

    static func rateLimit(_ team: String, name: String) -> JSONValue {
        [
            "name": .string(name), "conditions": [["key": "team_id", "value": .string(team)]],
            "group_by": [["key": "api_key"]], "type": "requests", "unit": "rpm", "value": 10,
        ]
    }

    func with(user: String) -> SweptIDs {
        SweptIDs(
            organization: organization, user: user, team: team, teamKey: teamKey, teamKeySecret: teamKeySecret,
            userKey: userKey, client: client, model: model, usageLimit: usageLimit, usageEntity: usageEntity,
            rateLimit: rateLimit, otherModel: otherModel, reservation: reservation, usage: usage)
    }

    private init(
        organization: String, user: String, team: String, teamKey: String, teamKeySecret: String, userKey: String,
        client: String, model: String, usageLimit: String, usageEntity: String, rateLimit: String,
        otherModel: String, reservation: String, usage: String
    ) {
        self.organization = organization
        self.user = user
        self.team = team
        self.teamKey = teamKey
        self.teamKeySecret = teamKeySecret
        self.userKey = userKey
        self.client = client
        self.model = model
        self.usageLimit = usageLimit
        self.usageEntity = usageEntity
        self.rateLimit = rateLimit
        self.otherModel = otherModel
        self.reservation = reservation
        self.usage = usage
    }

    /// Ids that nothing has. The secret is well-formed and was never issued.
    init(madeUp digit: Int) {
        func id(_ number: Int) -> String { "01900000-0000-7000-8000-00000000\(digit)00\(number)" }
        organization = id(1)
        user = id(2)
        team = id(3)
        teamKey = id(4)
        teamKeySecret = (try? SecretFormat.mint(.apiKey).revealSecret()) ?? ""
        userKey = id(5)
        client = id(6)
        model = id(7)
        usageLimit = id(8)
        usageEntity = id(0)
        rateLimit = id(9)
        otherModel = id(10)
        reservation = id(11)
        usage = id(12)
    }
}
