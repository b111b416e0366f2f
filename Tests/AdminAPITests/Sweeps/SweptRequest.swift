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
            .serverMetadata, .verifyKey, .health, .readiness, .metrics, .openAPI, .docs, .listDueKeys, .lookupSecret,
            .revokeLeakedSecret, .getHolder, .authorizeGet, .authorizePost, .createModel, .listModels,
            .importModels, .getUsableModels:
            endpoint.path
        case .getModel, .updateModel, .deleteModel, .listModelPrices, .getUsableModel: endpoint.path(ids.model)
        case .getOrganization, .updateOrganization, .deleteOrganization: endpoint.path(ids.organization)
        case .getUser, .updateUser, .deleteUser: endpoint.path(ids.user)
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
        }
    }

    private static func json(_ endpoint: Endpoint, _ ids: SweptIDs) -> JSONValue? {
        switch endpoint {
        case .createOrganization, .createTeam, .createTeamKey, .createUserKey, .updateOrganization, .updateUser,
            .updateTeam, .updateTeamKey, .updateUserKey, .updateClient:
            ["name": "Swept"]
        case .createModel: ["name": "swept/new", "price": ["state": "free"]]
        case .importModels: [["name": "swept/imported", "price": ["state": "free"]]]
        case .updateModel: ["description": "Swept", "price": ["state": "priced", "input": 1, "output": 2]]
        case .setTeamModels: ["mode": "listed", "models": ["swept/*"]]
        case .createUser: ["name": "Swept", "email": "swept@example.com"]
        case .createTeamMember, .updateTeamMember: ["role": "admin"]
        case .createClient: ["name": "Swept", "scopes": ["keys.read"], "user_id": .string(ids.user)]
        case .rotateTeamKey, .rotateUserKey, .rotateOwnKey, .rotateClientSecret, .rotateAllTeamKeys:
            ["transition_seconds": 60]
        case .extendTeamKeyRotation, .extendUserKeyRotation, .extendClientRotation: ["transition_seconds": 86400]
        case .lookupSecret, .revokeLeakedSecret: ["secret": .string(ids.teamKeySecret)]
        case .verifyKey: ["key": .string(ids.teamKeySecret)]
        case .listOrganizations, .getOrganization, .deleteOrganization, .listUsers, .getUser, .deleteUser, .listTeams,
            .getTeam, .deleteTeam, .listTeamMembers, .getTeamMember, .deleteTeamMember, .listTeamKeys, .getTeamKey,
            .deleteTeamKey, .regenerateTeamKey, .listUserKeys, .getUserKey, .deleteUserKey, .regenerateUserKey,
            .listClients, .getClient, .deleteClient, .issueToken, .introspectToken, .revokeToken, .serverMetadata,
            .health, .readiness, .metrics, .openAPI, .docs, .listDueKeys, .getHolder, .authorizeGet, .authorizePost,
            .getTeamKeyRotation, .completeTeamKeyRotation, .rollbackTeamKeyRotation, .getUserKeyRotation,
            .completeUserKeyRotation, .rollbackUserKeyRotation, .getClientRotation, .completeClientRotation,
            .rollbackClientRotation, .listModels, .getModel, .deleteModel, .listModelPrices, .getTeamModels,
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
        // A rotation of each is under way, so that what is done with one finds it.
        for path in [
            "/v1/teams/\(team)/api_keys/\(teamKey)/rotate", "/v1/user/api_keys/\(userKey)/rotate",
            "/v1/oauth/clients/\(client)/secrets/rotate",
        ] {
            _ = try await tenant.world.send(.post, path, token: tenant.token, json: [:])
        }
        _ = try await tenant.world.send(
            .post, "/v1/teams/\(team)/members/\(user)", token: tenant.token, json: [:])
    }

    func with(user: String) -> SweptIDs {
        SweptIDs(
            organization: organization, user: user, team: team, teamKey: teamKey, teamKeySecret: teamKeySecret,
            userKey: userKey, client: client, model: model)
    }

    private init(
        organization: String, user: String, team: String, teamKey: String, teamKeySecret: String, userKey: String,
        client: String, model: String
    ) {
        self.organization = organization
        self.user = user
        self.team = team
        self.teamKey = teamKey
        self.teamKeySecret = teamKeySecret
        self.userKey = userKey
        self.client = client
        self.model = model
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
    }
}
