/// Every operation that is served, once. The server registers these and no others, the client builds its paths from
/// them, the sweeps of the tests walk them.
public enum Endpoint: String, CaseIterable, Sendable {
    case createOrganization, listOrganizations, getOrganization, updateOrganization, deleteOrganization
    case createUser, listUsers, getUser, updateUser, deleteUser
    case createTeam, listTeams, getTeam, updateTeam, deleteTeam
    case createTeamMember, listTeamMembers, getTeamMember, updateTeamMember, deleteTeamMember
    case createTeamKey, listTeamKeys, getTeamKey, updateTeamKey, deleteTeamKey, rotateTeamKey, regenerateTeamKey
    case createUserKey, listUserKeys, getUserKey, updateUserKey, deleteUserKey, rotateUserKey, regenerateUserKey
    case getTeamKeyRotation, completeTeamKeyRotation, extendTeamKeyRotation, rollbackTeamKeyRotation
    case getUserKeyRotation, completeUserKeyRotation, extendUserKeyRotation, rollbackUserKeyRotation
    case rotateAllTeamKeys, searchKeys, listDueKeys, lookupSecret, revokeLeakedSecret
    case rotateOwnKey, getHolder, authorize
    case createClient, listClients, getClient, updateClient, deleteClient, rotateClientSecret
    case getClientRotation, completeClientRotation, extendClientRotation, rollbackClientRotation
    case createModel, listModels, importModels, getModel, updateModel, deleteModel, listModelPrices
    case getTeamModels, setTeamModels
    case createUsageLimit, listUsageLimits, getUsageLimit, putUsageLimit, updateUsageLimit, deleteUsageLimit
    case restoreUsageLimit, overrideUsageLimit, endUsageLimitOverride, listUsageEntities, resetUsageEntity
    case createRateLimit, listRateLimits, getRateLimit, putRateLimit, updateRateLimit, deleteRateLimit, restoreRateLimit
    case getModelFallbacks, createModelFallbacks, updateModelFallbacks, deleteModelFallbacks, resolveModel
    case getTeamFallbacks, createTeamFallbacks, updateTeamFallbacks, deleteTeamFallbacks
    case getUsableModels, getUsableModel
    case issueToken, introspectToken, revokeToken, serverMetadata
    case verifyKey, explainKey, getOwnLimits
    case createReservation, listReservations, getReservation, settleReservation, releaseReservation, extendReservation
    case recordUsage, getUsage, correctUsage, repriceUsage, listUsage
    case health, readiness, metrics, openAPI, docs

    public var method: Method { signature.method }

    /// Whether every other method does the same as its own: proxies ask with that of the request that they hold.
    public var takesEveryMethod: Bool { self == .authorize }

    /// With parameters in braces, as OpenAPI writes them: `/v1/teams/{teamId}`.
    public var path: String { signature.path }

    /// Fills the path's parameters, in order, percent-encoding each (RFC 3986 §3.3).
    public func path(_ parameters: String...) -> String {
        var rest = parameters[...]
        return path.split(separator: "/").map { part in
            part.first == "{" ? "/" + PercentEncoding.encode(rest.popFirst() ?? "") : "/" + part
        }.joined()
    }

    private var signature: (method: Method, path: String) {
        switch self {
        case .createOrganization: (.post, "/v1/organizations")
        case .listOrganizations: (.get, "/v1/organizations")
        case .getOrganization: (.get, "/v1/organizations/{organizationId}")
        case .updateOrganization: (.patch, "/v1/organizations/{organizationId}")
        case .deleteOrganization: (.delete, "/v1/organizations/{organizationId}")
        case .createUser: (.post, "/v1/users")
        case .listUsers: (.get, "/v1/users")
        case .getUser: (.get, "/v1/users/{userId}")
        case .updateUser: (.patch, "/v1/users/{userId}")
        case .deleteUser: (.delete, "/v1/users/{userId}")
        case .createTeam: (.post, "/v1/teams")
        case .listTeams: (.get, "/v1/teams")
        case .getTeam: (.get, "/v1/teams/{teamId}")
        case .updateTeam: (.patch, "/v1/teams/{teamId}")
        case .deleteTeam: (.delete, "/v1/teams/{teamId}")
        case .createTeamMember: (.post, "/v1/teams/{teamId}/members/{userId}")
        case .listTeamMembers: (.get, "/v1/teams/{teamId}/members")
        case .getTeamMember: (.get, "/v1/teams/{teamId}/members/{userId}")
        case .updateTeamMember: (.patch, "/v1/teams/{teamId}/members/{userId}")
        case .deleteTeamMember: (.delete, "/v1/teams/{teamId}/members/{userId}")
        case .createTeamKey: (.post, "/v1/teams/{teamId}/api_keys")
        case .listTeamKeys: (.get, "/v1/teams/{teamId}/api_keys")
        case .getTeamKey: (.get, "/v1/teams/{teamId}/api_keys/{keyId}")
        case .updateTeamKey: (.patch, "/v1/teams/{teamId}/api_keys/{keyId}")
        case .deleteTeamKey: (.delete, "/v1/teams/{teamId}/api_keys/{keyId}")
        case .rotateTeamKey: (.post, "/v1/teams/{teamId}/api_keys/{keyId}/rotate")
        case .regenerateTeamKey: (.patch, "/v1/teams/{teamId}/api_keys/{keyId}/regenerate")
        case .createUserKey: (.post, "/v1/user/api_keys")
        case .listUserKeys: (.get, "/v1/user/api_keys")
        case .getUserKey: (.get, "/v1/user/api_keys/{keyId}")
        case .updateUserKey: (.patch, "/v1/user/api_keys/{keyId}")
        case .deleteUserKey: (.delete, "/v1/user/api_keys/{keyId}")
        case .rotateUserKey: (.post, "/v1/user/api_keys/{keyId}/rotate")
        case .regenerateUserKey: (.patch, "/v1/user/api_keys/{keyId}/regenerate")
        case .getTeamKeyRotation: (.get, "/v1/teams/{teamId}/api_keys/{keyId}/rotation")
        case .completeTeamKeyRotation: (.post, "/v1/teams/{teamId}/api_keys/{keyId}/rotation/complete")
        case .extendTeamKeyRotation: (.post, "/v1/teams/{teamId}/api_keys/{keyId}/rotation/extend")
        case .rollbackTeamKeyRotation: (.post, "/v1/teams/{teamId}/api_keys/{keyId}/rotation/rollback")
        case .getUserKeyRotation: (.get, "/v1/user/api_keys/{keyId}/rotation")
        case .completeUserKeyRotation: (.post, "/v1/user/api_keys/{keyId}/rotation/complete")
        case .extendUserKeyRotation: (.post, "/v1/user/api_keys/{keyId}/rotation/extend")
        case .rollbackUserKeyRotation: (.post, "/v1/user/api_keys/{keyId}/rotation/rollback")
        case .rotateAllTeamKeys: (.post, "/v1/teams/{teamId}/api_keys/rotate_all")
        case .searchKeys: (.get, "/v1/keys")
        case .listDueKeys: (.get, "/v1/keys/due")
        case .lookupSecret: (.post, "/v1/keys/lookup")
        case .revokeLeakedSecret: (.post, "/v1/keys/revoke_leaked")
        case .rotateOwnKey: (.patch, "/v1/apikey/rotate")
        case .getHolder: (.get, "/v1/me")
        case .authorize: (.get, "/v1/authz")
        case .createClient: (.post, "/v1/oauth/clients")
        case .listClients: (.get, "/v1/oauth/clients")
        case .getClient: (.get, "/v1/oauth/clients/{clientId}")
        case .updateClient: (.patch, "/v1/oauth/clients/{clientId}")
        case .deleteClient: (.delete, "/v1/oauth/clients/{clientId}")
        case .rotateClientSecret: (.post, "/v1/oauth/clients/{clientId}/secrets/rotate")
        case .getClientRotation: (.get, "/v1/oauth/clients/{clientId}/secrets/rotation")
        case .completeClientRotation: (.post, "/v1/oauth/clients/{clientId}/secrets/rotation/complete")
        case .extendClientRotation: (.post, "/v1/oauth/clients/{clientId}/secrets/rotation/extend")
        case .rollbackClientRotation: (.post, "/v1/oauth/clients/{clientId}/secrets/rotation/rollback")
        case .createModel: (.post, "/v1/management/models")
        case .listModels: (.get, "/v1/management/models")
        case .importModels: (.post, "/v1/management/models/import")
        case .getModel: (.get, "/v1/management/models/{model}")
        case .updateModel: (.patch, "/v1/management/models/{model}")
        case .deleteModel: (.delete, "/v1/management/models/{model}")
        case .listModelPrices: (.get, "/v1/management/models/{model}/prices")
        case .getModelFallbacks: (.get, "/v1/management/models/{model}/fallbacks")
        case .createModelFallbacks: (.post, "/v1/management/models/{model}/fallbacks")
        case .updateModelFallbacks: (.patch, "/v1/management/models/{model}/fallbacks")
        case .deleteModelFallbacks: (.delete, "/v1/management/models/{model}/fallbacks")
        case .resolveModel: (.get, "/v1/management/models/{model}/resolution")
        case .getTeamFallbacks: (.get, "/v1/teams/{teamId}/models/{model}/fallbacks")
        case .createTeamFallbacks: (.post, "/v1/teams/{teamId}/models/{model}/fallbacks")
        case .updateTeamFallbacks: (.patch, "/v1/teams/{teamId}/models/{model}/fallbacks")
        case .deleteTeamFallbacks: (.delete, "/v1/teams/{teamId}/models/{model}/fallbacks")
        case .getUsableModels: (.get, "/v1/models")
        case .getUsableModel: (.get, "/v1/models/{model}")
        case .getTeamModels: (.get, "/v1/teams/{teamId}/models")
        case .setTeamModels: (.put, "/v1/teams/{teamId}/models")
        case .createUsageLimit: (.post, "/v1/policies/usage-limits")
        case .listUsageLimits: (.get, "/v1/policies/usage-limits")
        case .getUsageLimit: (.get, "/v1/policies/usage-limits/{policyId}")
        case .putUsageLimit: (.put, "/v1/policies/usage-limits/{policyId}")
        case .updateUsageLimit: (.patch, "/v1/policies/usage-limits/{policyId}")
        case .deleteUsageLimit: (.delete, "/v1/policies/usage-limits/{policyId}")
        case .restoreUsageLimit: (.post, "/v1/policies/usage-limits/{policyId}/restore")
        case .overrideUsageLimit: (.put, "/v1/policies/usage-limits/{policyId}/override")
        case .endUsageLimitOverride: (.delete, "/v1/policies/usage-limits/{policyId}/override")
        case .listUsageEntities: (.get, "/v1/policies/usage-limits/{policyId}/entities")
        case .resetUsageEntity: (.put, "/v1/policies/usage-limits/{policyId}/entities/{entityId}/reset")
        case .createRateLimit: (.post, "/v1/policies/rate-limits")
        case .listRateLimits: (.get, "/v1/policies/rate-limits")
        case .getRateLimit: (.get, "/v1/policies/rate-limits/{policyId}")
        case .putRateLimit: (.put, "/v1/policies/rate-limits/{policyId}")
        case .updateRateLimit: (.patch, "/v1/policies/rate-limits/{policyId}")
        case .deleteRateLimit: (.delete, "/v1/policies/rate-limits/{policyId}")
        case .restoreRateLimit: (.post, "/v1/policies/rate-limits/{policyId}/restore")
        case .issueToken: (.post, "/oauth2/token")
        case .introspectToken: (.post, "/oauth2/introspect")
        case .revokeToken: (.post, "/oauth2/revoke")
        case .serverMetadata: (.get, "/.well-known/oauth-authorization-server")
        case .verifyKey: (.post, "/v1/keys/verify")
        case .explainKey: (.post, "/v1/keys/explain")
        case .getOwnLimits: (.get, "/v1/me/limits")
        case .createReservation: (.post, "/v1/reservations")
        case .listReservations: (.get, "/v1/reservations")
        case .getReservation: (.get, "/v1/reservations/{reservationId}")
        case .settleReservation: (.post, "/v1/reservations/{reservationId}/settle")
        case .releaseReservation: (.post, "/v1/reservations/{reservationId}/release")
        case .extendReservation: (.post, "/v1/reservations/{reservationId}/extend")
        case .recordUsage: (.post, "/v1/usage")
        case .getUsage: (.get, "/v1/usage/{usageId}")
        case .listUsage: (.get, "/v1/usage")
        case .repriceUsage: (.post, "/v1/usage/reprice")
        case .correctUsage: (.post, "/v1/usage/{usageId}/correct")
        case .health: (.get, "/healthz")
        case .readiness: (.get, "/readyz")
        case .metrics: (.get, "/metrics")
        case .openAPI: (.get, "/openapi.json")
        case .docs: (.get, "/docs")
        }
    }

    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }
}
