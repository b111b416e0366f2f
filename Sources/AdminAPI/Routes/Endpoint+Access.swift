import Domain
import Wire

/// What a caller has to show for an operation.
public enum Access: Equatable, Sendable {
    /// Anybody.
    case open
    /// An access token with this scope.
    case scope(Scope)
    /// The API key that the operation is about.
    case apiKey
    /// Either: an API key, or an access token with this scope.
    case apiKeyOrScope(Scope)
    /// A client id and secret, as RFC 6749 §2.3.1 has them.
    case clientCredential
}

extension Endpoint {
    /// The one table of who may call what. The routes guard by it, the document tells it, the sweeps of the tests walk it.
    public var access: Access {
        switch self {
        case .health, .readiness, .metrics, .openAPI, .docs, .serverMetadata: .open
        case .issueToken, .introspectToken, .revokeToken: .clientCredential
        case .rotateOwnKey, .getHolder, .getOwnLimits, .authorize: .apiKey
        case .verifyKey: .scope(.keysVerify)
        case .explainKey, .listReservations, .getReservation, .getUsage, .listUsage: .scope(.policiesRead)
        case .createReservation, .settleReservation, .releaseReservation, .extendReservation, .recordUsage:
            .scope(.usageReport)
        case .listOrganizations, .getOrganization: .scope(.organizationsRead)
        case .createOrganization, .updateOrganization, .deleteOrganization: .scope(.organizationsWrite)
        case .listUsers, .getUser: .scope(.usersRead)
        case .createUser, .updateUser, .deleteUser: .scope(.usersWrite)
        case .listTeams, .getTeam, .listTeamMembers, .getTeamMember: .scope(.teamsRead)
        case .createTeam, .updateTeam, .deleteTeam, .createTeamMember, .updateTeamMember, .deleteTeamMember:
            .scope(.teamsWrite)
        case .listTeamKeys, .getTeamKey, .listUserKeys, .getUserKey, .getTeamKeyRotation, .getUserKeyRotation,
            .searchKeys, .listDueKeys, .lookupSecret:
            .scope(.keysRead)
        case .createTeamKey, .updateTeamKey, .deleteTeamKey, .rotateTeamKey, .regenerateTeamKey, .createUserKey,
            .updateUserKey, .deleteUserKey, .rotateUserKey, .regenerateUserKey,
            .completeTeamKeyRotation, .extendTeamKeyRotation, .rollbackTeamKeyRotation, .completeUserKeyRotation,
            .extendUserKeyRotation, .rollbackUserKeyRotation, .rotateAllTeamKeys, .revokeLeakedSecret:
            .scope(.keysWrite)
        case .listModels, .getModel, .listModelPrices, .getTeamModels, .getModelFallbacks, .getTeamFallbacks,
            .resolveModel:
            .scope(.modelsRead)
        case .createModel, .importModels, .updateModel, .deleteModel, .setTeamModels, .createModelFallbacks,
            .updateModelFallbacks,
            .deleteModelFallbacks, .createTeamFallbacks, .updateTeamFallbacks, .deleteTeamFallbacks:
            .scope(.modelsWrite)
        case .getUsableModels, .getUsableModel: .apiKeyOrScope(.modelsRead)
        case .listClients, .getClient, .getClientRotation: .scope(.clientsRead)
        case .createClient, .updateClient, .deleteClient, .rotateClientSecret, .completeClientRotation,
            .extendClientRotation, .rollbackClientRotation:
            .scope(.clientsWrite)
        case .listUsageLimits, .getUsageLimit, .listUsageEntities, .listRateLimits, .getRateLimit: .scope(.policiesRead)
        case .createUsageLimit, .putUsageLimit, .updateUsageLimit, .deleteUsageLimit, .restoreUsageLimit,
            .overrideUsageLimit, .endUsageLimitOverride, .resetUsageEntity, .createRateLimit, .putRateLimit,
            .updateRateLimit,
            .deleteRateLimit, .restoreRateLimit, .correctUsage, .repriceUsage:
            .scope(.policiesWrite)
        }
    }
}
