import Domain
import HTTPTypes
import Hummingbird
import Wire

/// Every operation with the function that answers it. The switch is exhaustive: an endpoint that nobody serves does not
/// compile.
struct Routes: Sendable {
    typealias Handler = @Sendable (RouteRequest) async throws(AdminError) -> RouteReply
    typealias ManagementHandler = @Sendable (ManagementCall, RouteRequest) async throws(AdminError) -> RouteReply

    let service: AdminService
    let operations: OperationsRoutes

    func register(_ endpoints: [Endpoint], on router: Router<AdminRequestContext>) {
        for endpoint in endpoints {
            let answer = answer(for: endpoint)
            router.on(RouterPath(endpoint.routerPath), method: endpoint.httpMethod) { try await answer($0, $1) }
        }
    }

    /// Answers, by path, what takes every method, under those that the router knows nothing of.
    func underOtherMethods(_ endpoints: [Endpoint]) -> OtherMethods {
        OtherMethods(
            answers: Dictionary(
                uniqueKeysWithValues: endpoints.filter(\.takesEveryMethod).map { ($0.path, answer(for: $0)) }))
    }

    private func answer(for endpoint: Endpoint) -> OtherMethods.Answer {
        let limit = endpoint.maximumBodyBytes(service.settings)
        let handler = handler(for: endpoint)
        return { request, context in
            try await handler(
                RouteRequest(endpoint, request: request, context: context, maximumBodyBytes: limit)
            ).response
        }
    }

    private func handler(for endpoint: Endpoint) -> Handler {
        switch endpoint.access {
        case .scope(let scope):
            guarded(by: scope, takesQuery: endpoint.takesQuery, managementHandler(for: endpoint))
        case .open, .apiKey, .apiKeyOrScope, .clientCredential: ownHandler(for: endpoint)
        }
    }

    /// The operations that see to the caller's credential themselves, or need none.
    private func ownHandler(for endpoint: Endpoint) -> Handler {
        let oauth = OAuthRoutes(service: service)
        switch endpoint {
        case .issueToken: return oauth.issue
        case .introspectToken: return oauth.introspect
        case .revokeToken: return oauth.revoke
        case .serverMetadata: return oauth.metadata
        case .rotateOwnKey: return OwnKeyRoutes(service: service).rotate
        case .getHolder: return OwnKeyRoutes(service: service).describe
        case .getUsableModels: return UsableModelRoutes(service: service).list
        case .getUsableModel: return UsableModelRoutes(service: service).get
        case .getOwnLimits: return OwnKeyRoutes(service: service).limits
        case .authorize:
            return ProxyRoutes(service: service, metrics: operations.registry).authorize
        case .health: return operations.health
        case .readiness: return operations.readiness
        case .metrics: return operations.metrics
        case .openAPI: return operations.openAPI
        case .docs: return operations.docs
        default: preconditionFailure("\(endpoint) needs a scope")
        }
    }

    private func managementHandler(for endpoint: Endpoint) -> ManagementHandler {
        let organizations = OrganizationRoutes(service: service)
        let users = UserRoutes(service: service)
        let teams = TeamRoutes(service: service)
        let members = TeamMemberRoutes(service: service)
        let clients = ClientRoutes(service: service)
        let teamKeys = KeyRoutes(service: service, owners: .teamInPath)
        let userKeys = KeyRoutes(service: service, owners: .boundUser)
        let teamRotations = KeyRotationRoutes(keys: teamKeys)
        let userRotations = KeyRotationRoutes(keys: userKeys)
        let clientRotations = ClientRotationRoutes(service: service)
        let leaks = LeakRoutes(service: service)
        let reservations = ReservationRoutes(service: service, metrics: operations.registry)
        let models = ModelRoutes(service: service)
        let teamModels = TeamModelRoutes(service: service)
        let usageLimits = UsageLimitRoutes(service: service)
        let usageEntities = UsageEntityRoutes(service: service)
        let rateLimits = RateLimitRoutes(service: service)
        let fallbacks = FallbackRoutes(service: service, creation: .createModelFallbacks)
        let teamFallbacks = FallbackRoutes(service: service, creation: .createTeamFallbacks)
        switch endpoint {
        case .createOrganization: return organizations.create
        case .listOrganizations: return organizations.list
        case .getOrganization: return organizations.get
        case .updateOrganization: return organizations.update
        case .deleteOrganization: return organizations.delete
        case .createUser: return users.create
        case .listUsers: return users.list
        case .getUser: return users.get
        case .updateUser: return users.update
        case .deleteUser: return users.delete
        case .createTeam: return teams.create
        case .listTeams: return teams.list
        case .getTeam: return teams.get
        case .updateTeam: return teams.update
        case .deleteTeam: return teams.delete
        case .createTeamMember: return members.create
        case .listTeamMembers: return members.list
        case .getTeamMember: return members.get
        case .updateTeamMember: return members.update
        case .deleteTeamMember: return members.delete
        case .createTeamKey: return teamKeys.create
        case .listTeamKeys: return teamKeys.list
        case .getTeamKey: return teamKeys.get
        case .updateTeamKey: return teamKeys.update
        case .deleteTeamKey: return teamKeys.delete
        case .rotateTeamKey: return teamKeys.rotate
        case .regenerateTeamKey: return teamKeys.regenerate
        case .createUserKey: return userKeys.create
        case .listUserKeys: return userKeys.list
        case .getUserKey: return userKeys.get
        case .updateUserKey: return userKeys.update
        case .deleteUserKey: return userKeys.delete
        case .rotateUserKey: return userKeys.rotate
        case .regenerateUserKey: return userKeys.regenerate
        case .createClient: return clients.create
        case .listClients: return clients.list
        case .getClient: return clients.get
        case .updateClient: return clients.update
        case .deleteClient: return clients.delete
        case .rotateClientSecret: return clients.rotateSecret
        case .getClientRotation: return clientRotations.get
        case .completeClientRotation: return clientRotations.complete
        case .extendClientRotation: return clientRotations.extend
        case .rollbackClientRotation: return clientRotations.rollBack
        case .getTeamKeyRotation: return teamRotations.get
        case .completeTeamKeyRotation: return teamRotations.complete
        case .extendTeamKeyRotation: return teamRotations.extend
        case .rollbackTeamKeyRotation: return teamRotations.rollBack
        case .getUserKeyRotation: return userRotations.get
        case .completeUserKeyRotation: return userRotations.complete
        case .extendUserKeyRotation: return userRotations.extend
        case .rollbackUserKeyRotation: return userRotations.rollBack
        case .rotateAllTeamKeys: return teamKeys.rotateAll
        case .searchKeys: return KeySearchRoutes(service: service).search
        case .listDueKeys: return leaks.due
        case .lookupSecret: return leaks.lookup
        case .revokeLeakedSecret: return leaks.revoke
        case .createModel: return models.create
        case .listModels: return models.list
        case .importModels: return models.importRows
        case .getModel: return models.get
        case .updateModel: return models.update
        case .deleteModel: return models.delete
        case .listModelPrices: return models.prices
        case .getModelFallbacks: return fallbacks.get
        case .createModelFallbacks: return fallbacks.create
        case .updateModelFallbacks: return fallbacks.update
        case .deleteModelFallbacks: return fallbacks.delete
        case .resolveModel: return ResolutionRoutes(service: service).resolve
        case .getTeamFallbacks: return teamFallbacks.get
        case .createTeamFallbacks: return teamFallbacks.create
        case .updateTeamFallbacks: return teamFallbacks.update
        case .deleteTeamFallbacks: return teamFallbacks.delete
        case .getTeamModels: return teamModels.get
        case .setTeamModels: return teamModels.set
        case .createUsageLimit: return usageLimits.create
        case .listUsageLimits: return usageLimits.list
        case .getUsageLimit: return usageLimits.get
        case .putUsageLimit, .updateUsageLimit: return usageLimits.update
        case .deleteUsageLimit: return usageLimits.archive
        case .restoreUsageLimit: return usageLimits.restore
        case .overrideUsageLimit: return usageLimits.override
        case .endUsageLimitOverride: return usageLimits.endOverride
        case .listUsageEntities: return usageEntities.list
        case .resetUsageEntity: return usageEntities.reset
        case .createRateLimit: return rateLimits.create
        case .listRateLimits: return rateLimits.list
        case .getRateLimit: return rateLimits.get
        case .putRateLimit, .updateRateLimit: return rateLimits.update
        case .deleteRateLimit: return rateLimits.archive
        case .restoreRateLimit: return rateLimits.restore
        case .verifyKey: return VerifyRoutes(service: service, metrics: operations.registry).verify
        case .explainKey: return VerifyRoutes(service: service, metrics: operations.registry).explain
        case .createReservation: return reservations.create
        case .listReservations: return reservations.list
        case .getReservation: return reservations.get
        case .settleReservation: return reservations.settle
        case .releaseReservation: return reservations.release
        case .extendReservation: return reservations.extend
        case .recordUsage: return reservations.record
        case .getUsage: return UsageRoutes(service: service).get
        case .listUsage: return UsageRoutes(service: service).list
        case .repriceUsage: return UsageRoutes(service: service).reprice
        case .correctUsage: return UsageRoutes(service: service).correct
        case .issueToken, .introspectToken, .revokeToken, .serverMetadata, .rotateOwnKey, .getHolder, .getOwnLimits,
            .getUsableModels, .getUsableModel, .authorize, .health, .readiness, .metrics, .openAPI,
            .docs:
            preconditionFailure("\(endpoint) needs no scope")
        }
    }

    /// Establishes the caller and its right, and only then lets the handler see the request. What takes a query
    /// reads it itself; nothing else may be given one.
    private func guarded(by scope: Scope, takesQuery: Bool, _ handler: @escaping ManagementHandler) -> Handler {
        { request throws(AdminError) in
            let caller = try BearerCredential.caller(of: request, service)
            let call = try ManagementCall(
                caller: caller, needing: scope, organization: request.request.headers.value(of: .organization),
                origin: request.origin)
            // `?dry_run=true` on a DELETE must not be a wish that is silently dropped.
            if !takesQuery { _ = try request.query() }
            return try await handler(call, request)
        }
    }
}

extension Endpoint {
    /// Whether it takes `limit` and `after`.
    var isList: Bool { rawValue.hasPrefix("list") }

    /// Whether its handler reads the query.
    var takesQuery: Bool { isList || !operation.query.isEmpty }

    /// What the router matches. SDKs differ in whether they encode the slashes of a model's name.
    var routerPath: String { self == .getUsableModel ? "/v1/models/**" : path }

    /// The largest body that is read, in bytes.
    func maximumBodyBytes(_ settings: ServiceSettings) -> Int {
        max(settings.maximumBodyBytes, Self.largeBodies[path] ?? 0)
    }

    /// The paths that take larger bodies than the setting allows, each with how many bytes. A price list is larger than
    /// anything else: the community's has 1.6 MB.
    public static let largeBodies = [Endpoint.importModels.path: 8_388_608]

    var httpMethod: HTTPRequest.Method {
        switch method {
        case .get: .get
        case .post: .post
        case .put: .put
        case .patch: .patch
        case .delete: .delete
        }
    }
}
