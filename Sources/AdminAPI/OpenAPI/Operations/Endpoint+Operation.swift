import Wire

extension Endpoint {
    /// The switch is exhaustive: an endpoint that nobody has described does not compile.
    var operation: OperationDescription {
        switch self {
        case .createOrganization: OrganizationOperations.create
        case .listOrganizations: OrganizationOperations.list
        case .getOrganization: OrganizationOperations.get
        case .updateOrganization: OrganizationOperations.update
        case .deleteOrganization: OrganizationOperations.delete
        case .createUser: UserOperations.create
        case .listUsers: UserOperations.list
        case .getUser: UserOperations.get
        case .updateUser: UserOperations.update
        case .deleteUser: UserOperations.delete
        case .createTeam: TeamOperations.create
        case .listTeams: TeamOperations.list
        case .getTeam: TeamOperations.get
        case .updateTeam: TeamOperations.update
        case .deleteTeam: TeamOperations.delete
        case .createTeamMember: TeamMemberOperations.create
        case .listTeamMembers: TeamMemberOperations.list
        case .getTeamMember: TeamMemberOperations.get
        case .updateTeamMember: TeamMemberOperations.update
        case .deleteTeamMember: TeamMemberOperations.delete
        case .createTeamKey: APIKeyOperations.team.create
        case .listTeamKeys: APIKeyOperations.team.list
        case .getTeamKey: APIKeyOperations.team.get
        case .updateTeamKey: APIKeyOperations.team.update
        case .deleteTeamKey: APIKeyOperations.team.delete
        case .rotateTeamKey: APIKeyOperations.team.rotate
        case .regenerateTeamKey: APIKeyOperations.team.regenerate
        case .createUserKey: APIKeyOperations.user.create
        case .listUserKeys: APIKeyOperations.user.list
        case .getUserKey: APIKeyOperations.user.get
        case .updateUserKey: APIKeyOperations.user.update
        case .deleteUserKey: APIKeyOperations.user.delete
        case .rotateUserKey: APIKeyOperations.user.rotate
        case .regenerateUserKey: APIKeyOperations.user.regenerate
        case .getTeamKeyRotation: APIKeyOperations.team.rotation
        case .completeTeamKeyRotation: APIKeyOperations.team.completeRotation
        case .extendTeamKeyRotation: APIKeyOperations.team.extendRotation
        case .rollbackTeamKeyRotation: APIKeyOperations.team.rollBackRotation
        case .getUserKeyRotation: APIKeyOperations.user.rotation
        case .completeUserKeyRotation: APIKeyOperations.user.completeRotation
        case .extendUserKeyRotation: APIKeyOperations.user.extendRotation
        case .rollbackUserKeyRotation: APIKeyOperations.user.rollBackRotation
        case .rotateAllTeamKeys: APIKeyOperations.team.rotateAll
        case .searchKeys: KeySearchOperations.search
        case .listDueKeys: LeakOperations.due
        case .lookupSecret: LeakOperations.lookup
        case .revokeLeakedSecret: LeakOperations.revoke
        case .rotateOwnKey: OwnKeyOperations.rotate
        case .getHolder: OwnKeyOperations.describe
        case .authorize: ProxyOperations.authorize(.get)
        case .createClient: OAuthClientOperations.create
        case .listClients: OAuthClientOperations.list
        case .getClient: OAuthClientOperations.get
        case .updateClient: OAuthClientOperations.update
        case .deleteClient: OAuthClientOperations.delete
        case .rotateClientSecret: OAuthClientOperations.rotateSecret
        case .getClientRotation: OAuthClientOperations.rotation
        case .completeClientRotation: OAuthClientOperations.completeRotation
        case .extendClientRotation: OAuthClientOperations.extendRotation
        case .rollbackClientRotation: OAuthClientOperations.rollBackRotation
        case .createModel: ModelOperations.create
        case .listModels: ModelOperations.list
        case .importModels: ModelOperations.importRows
        case .getUsableModels: UsableModelOperations.list
        case .getUsableModel: UsableModelOperations.get
        case .getModel: ModelOperations.get
        case .updateModel: ModelOperations.update
        case .deleteModel: ModelOperations.delete
        case .listModelPrices: ModelOperations.prices
        case .getModelFallbacks: FallbackOperations.organization.get
        case .createModelFallbacks: FallbackOperations.organization.create
        case .updateModelFallbacks: FallbackOperations.organization.update
        case .deleteModelFallbacks: FallbackOperations.organization.delete
        case .resolveModel: FallbackOperations.resolve
        case .getTeamFallbacks: FallbackOperations.team.get
        case .createTeamFallbacks: FallbackOperations.team.create
        case .updateTeamFallbacks: FallbackOperations.team.update
        case .deleteTeamFallbacks: FallbackOperations.team.delete
        case .getTeamModels: TeamModelOperations.get
        case .setTeamModels: TeamModelOperations.set
        case .createUsageLimit: PolicyOperations.usage.create(.createUsageLimit, PolicyExamples.createUsage)
        case .listUsageLimits: PolicyOperations.usage.listing
        case .getUsageLimit: PolicyOperations.usage.get
        case .putUsageLimit:
            PolicyOperations.usage.update(.updateUsageLimit, PolicyExamples.updateUsage, isPut: true)
        case .updateUsageLimit:
            PolicyOperations.usage.update(.updateUsageLimit, PolicyExamples.updateUsage, isPut: false)
        case .deleteUsageLimit: PolicyOperations.usage.archive
        case .restoreUsageLimit: PolicyOperations.usage.restore
        case .overrideUsageLimit: UsageOverrideOperations.set
        case .endUsageLimitOverride: UsageOverrideOperations.end
        case .listUsageEntities: UsageEntityOperations.list
        case .resetUsageEntity: UsageEntityOperations.reset
        case .createRateLimit: PolicyOperations.rate.create(.createRateLimit, PolicyExamples.createRate)
        case .listRateLimits: PolicyOperations.rate.listing
        case .getRateLimit: PolicyOperations.rate.get
        case .putRateLimit: PolicyOperations.rate.update(.updateRateLimit, PolicyExamples.updateRate, isPut: true)
        case .updateRateLimit: PolicyOperations.rate.update(.updateRateLimit, PolicyExamples.updateRate, isPut: false)
        case .deleteRateLimit: PolicyOperations.rate.archive
        case .restoreRateLimit: PolicyOperations.rate.restore
        case .issueToken: TokenOperations.issue
        case .introspectToken: TokenOperations.introspect
        case .revokeToken: TokenOperations.revoke
        case .serverMetadata: TokenOperations.metadata
        case .verifyKey: VerificationOperations.verify
        case .explainKey: VerificationOperations.explain
        case .getOwnLimits: OwnKeyOperations.limits
        case .createReservation: ReservationOperations.create
        case .listReservations: ReservationOperations.list
        case .getReservation: ReservationOperations.get
        case .settleReservation: ReservationOperations.settle
        case .releaseReservation: ReservationOperations.release
        case .extendReservation: ReservationOperations.extend
        case .recordUsage: ReservationOperations.recordUsage
        case .getUsage: UsageOperations.get
        case .listUsage: UsageOperations.list
        case .repriceUsage: UsageOperations.reprice
        case .correctUsage: UsageOperations.correct
        case .health: DaemonOperations.health
        case .readiness: DaemonOperations.readiness
        case .metrics: DaemonOperations.metrics
        case .openAPI: DaemonOperations.document
        case .docs: DaemonOperations.page
        }
    }

    /// What the document says of it, by method as OpenAPI writes that.
    var operationByMethod: [(method: String, operation: OperationDescription)] {
        guard takesEveryMethod else { return [(method.rawValue.lowercased(), operation)] }
        return ProxyOperations.Method.allCases.map { ($0.rawValue, ProxyOperations.authorize($0)) }
    }
}
