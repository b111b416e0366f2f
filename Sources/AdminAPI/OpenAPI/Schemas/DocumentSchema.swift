/// Every schema of the document by its name under `components/schemas`.
enum DocumentSchema: String, CaseIterable, Sendable {
    case organization = "Organization"
    case keyCeilings = "KeyCeilings"
    case keyCeilingsChange = "KeyCeilingsChange"
    case createOrganization = "CreateOrganization"
    case updateOrganization = "UpdateOrganization"
    case organizationList = "OrganizationList"
    case user = "User"
    case createUser = "CreateUser"
    case updateUser = "UpdateUser"
    case userList = "UserList"
    case team = "Team"
    case createTeam = "CreateTeam"
    case updateTeam = "UpdateTeam"
    case teamList = "TeamList"
    case teamMember = "TeamMember"
    case createTeamMember = "CreateTeamMember"
    case updateTeamMember = "UpdateTeamMember"
    case teamMemberList = "TeamMemberList"
    case apiKey = "APIKey"
    case createAPIKey = "CreateAPIKey"
    case updateAPIKey = "UpdateAPIKey"
    case apiKeyList = "APIKeyList"
    case rotate = "Rotate"
    case rotation = "Rotation"
    case rotationState = "RotationState"
    case rotationSecret = "RotationSecret"
    case extendRotation = "ExtendRotation"
    case rotationPolicy = "RotationPolicy"
    case empty = "Empty"
    case rotatedKeys = "RotatedKeys"
    case dueKey = "DueKey"
    case dueKeyList = "DueKeyList"
    case foundSecret = "FoundSecret"
    case secretLookup = "SecretLookup"
    case leakRevocation = "LeakRevocation"
    case holder = "APIKeyHolder"
    case oauthClient = "OAuthClient"
    case createOAuthClient = "CreateOAuthClient"
    case updateOAuthClient = "UpdateOAuthClient"
    case oauthClientList = "OAuthClientList"
    case model = "Model"
    case createModel = "CreateModel"
    case updateModel = "UpdateModel"
    case modelList = "ModelList"
    case modelPrice = "ModelPrice"
    case priceRate = "PriceRate"
    case modelPriceVersion = "ModelPriceVersion"
    case modelPriceList = "ModelPriceList"
    case modelImportRows = "ModelImportRows"
    case foreignImportRow = "ForeignImportRow"
    case apiKeyPage = "APIKeyPage"
    case modelImport = "ModelImport"
    case importPriceChange = "ImportPriceChange"
    case importAmountChange = "ImportAmountChange"
    case calledModel = "CalledModel"
    case usableModel = "UsableModel"
    case usableModelList = "UsableModelList"
    case teamModels = "TeamModels"
    case setTeamModels = "SetTeamModels"
    case policyCondition = "PolicyCondition"
    case policyGroup = "PolicyGroup"
    case usageLimit = "UsageLimit"
    case createUsageLimit = "CreateUsageLimit"
    case updateUsageLimit = "UpdateUsageLimit"
    case usageOverride = "UsageOverride"
    case usageLimitList = "UsageLimitList"
    case usageEntity = "UsageEntity"
    case usageEntityList = "UsageEntityList"
    case valueKeyUsage = "ValueKeyUsage"
    case keyRateLimit = "KeyRateLimit"
    case keyUsageLimit = "KeyUsageLimit"
    case rateLimit = "RateLimit"
    case createRateLimit = "CreateRateLimit"
    case updateRateLimit = "UpdateRateLimit"
    case rateLimitList = "RateLimitList"
    case modelFallbacks = "ModelFallbacks"
    case setModelFallbacks = "SetModelFallbacks"
    case modelResolution = "ModelResolution"
    case resolvedModel = "ResolvedModel"
    case resolutionWarning = "ResolutionWarning"
    case fallbackList = "FallbackList"
    case modelDeletion = "ModelDeletion"
    case tokenRequest = "TokenRequest"
    case token = "Token"
    case introspectionRequest = "IntrospectionRequest"
    case introspection = "Introspection"
    case revocationRequest = "RevocationRequest"
    case serverMetadata = "ServerMetadata"
    case verifyRequest = "VerifyRequest"
    case verification = "Verification"
    case estimate = "Estimate"
    case limit = "Limit"
    case denial = "Denial"
    case errorPolicy = "ErrorPolicy"
    case hold = "Hold"
    case madeReservation = "MadeReservation"
    case createReservation = "CreateReservation"
    case extendReservation = "ExtendReservation"
    case reservation = "Reservation"
    case reservationList = "ReservationList"
    case foreignUsage = "ProviderUsage"
    case usage = "Usage"
    case settle = "Settle"
    case usageRecord = "UsageRecord"
    case recordUsage = "RecordUsage"
    case countedUsage = "CountedUsage"
    case netUsage = "NetUsage"
    case correctUsage = "CorrectUsage"
    case repriceUsage = "RepriceUsage"
    case usageRepricing = "UsageRepricing"
    case usageList = "UsageList"
    case usageTotals = "UsageTotals"
    case lines = "Lines"
    case usageEntry = "UsageEntry"
    case usageEntryList = "UsageEntryList"
    case explanation = "Explanation"
    case explainedEstimate = "ExplainedEstimate"
    case explainedCheck = "ExplainedCheck"
    case explainedPolicy = "ExplainedPolicy"
    case ownLimits = "OwnLimits"
    case health = "Health"
    case readiness = "Readiness"
    case metrics = "Metrics"
    case document = "OpenAPIDocument"
    case page = "Page"
    case error = "Error"
    case errorDetails = "ErrorDetails"
    case errorProblem = "ErrorProblem"
    case oauthError = "OAuthError"

    var reference: DocumentValue { "#/components/schemas/\(rawValue)" }

    static var components: DocumentValue {
        .object(allCases.map { DocumentValue.Member($0.rawValue, $0.definition.value) })
    }

    var definition: Schema {
        switch self {
        case .organization: OrganizationSchemas.organization
        case .keyCeilings: OrganizationSchemas.keyCeilings
        case .keyCeilingsChange: OrganizationSchemas.keyCeilingsChange
        case .createOrganization: OrganizationSchemas.create
        case .updateOrganization: OrganizationSchemas.update
        case .organizationList: ListSchemas.page(of: .organization, "organizations")
        case .user: UserSchemas.user
        case .createUser: UserSchemas.create
        case .updateUser: UserSchemas.update
        case .userList: ListSchemas.found(.user, "users")
        case .team: TeamSchemas.team
        case .createTeam: TeamSchemas.create
        case .updateTeam: TeamSchemas.update
        case .teamList: ListSchemas.found(.team, "teams")
        case .teamMember: TeamMemberSchemas.member
        case .createTeamMember: TeamMemberSchemas.create
        case .updateTeamMember: TeamMemberSchemas.update
        case .teamMemberList: ListSchemas.page(of: .teamMember, "memberships", ids: "user ids")
        case .apiKey: APIKeySchemas.key
        case .createAPIKey: APIKeySchemas.create
        case .updateAPIKey: APIKeySchemas.update
        case .apiKeyList: ListSchemas.plain(of: .apiKey, "API keys")
        case .rotate: RotationSchemas.rotate
        case .rotation: RotationSchemas.rotation
        case .rotationState: RotationSchemas.state
        case .rotationSecret: RotationSchemas.secret
        case .extendRotation: RotationSchemas.extend
        case .rotationPolicy: RotationSchemas.policy
        case .empty: .request("Nothing: the operation takes no fields.", [])
        case .rotatedKeys: ListSchemas.page(of: .apiKey, "keys")
        case .dueKey: LeakSchemas.dueKey
        case .dueKeyList: ListSchemas.page(of: .dueKey, "keys that are to be rotated")
        case .foundSecret: LeakSchemas.found
        case .secretLookup: LeakSchemas.lookup
        case .leakRevocation: LeakSchemas.revocation
        case .holder: LeakSchemas.holder
        case .oauthClient: OAuthClientSchemas.client
        case .createOAuthClient: OAuthClientSchemas.create
        case .updateOAuthClient: OAuthClientSchemas.update
        case .oauthClientList: ListSchemas.found(.oauthClient, "clients")
        case .model: ModelSchemas.model
        case .createModel: ModelSchemas.create
        case .updateModel: ModelSchemas.update
        case .modelList: ListSchemas.page(of: .model, "models")
        case .modelPrice: ModelPriceSchemas.price
        case .priceRate: ModelPriceSchemas.rate
        case .modelPriceVersion: ModelPriceSchemas.version
        case .modelPriceList: ListSchemas.numberedPage(of: .modelPriceVersion, "prices", numbers: "versions")
        case .modelImportRows: ModelImportSchemas.rows
        case .foreignImportRow: ModelImportSchemas.foreignRow
        case .apiKeyPage: ListSchemas.found(.apiKey, "keys")
        case .modelImport: ModelImportSchemas.outcome
        case .importPriceChange: ModelImportSchemas.priceChange
        case .importAmountChange: ModelImportSchemas.amountChange
        case .calledModel: UsableModelSchemas.called
        case .usableModel: UsableModelSchemas.model
        case .usableModelList: UsableModelSchemas.list
        case .teamModels: TeamModelSchemas.models
        case .setTeamModels: TeamModelSchemas.set
        case .policyCondition: PolicySchemas.condition
        case .policyGroup: PolicySchemas.group
        case .usageLimit: UsageLimitSchemas.limit
        case .createUsageLimit: UsageLimitSchemas.create
        case .updateUsageLimit: UsageLimitSchemas.update
        case .usageOverride: UsageLimitSchemas.override
        case .usageLimitList: PolicySchemas.page(of: .usageLimit, "budgets")
        case .usageEntity: UsageEntitySchemas.entity
        case .usageEntityList: PolicySchemas.page(of: .usageEntity, "counters")
        case .valueKeyUsage: UsageEntitySchemas.usage
        case .keyRateLimit: RateLimitSchemas.ofKey
        case .keyUsageLimit: UsageLimitSchemas.ofKey
        case .rateLimit: RateLimitSchemas.limit
        case .createRateLimit: RateLimitSchemas.create
        case .updateRateLimit: RateLimitSchemas.update
        case .rateLimitList: PolicySchemas.page(of: .rateLimit, "rate limits")
        case .modelFallbacks: FallbackSchemas.fallbacks
        case .setModelFallbacks: FallbackSchemas.set
        case .modelResolution: FallbackSchemas.resolution
        case .resolvedModel: FallbackSchemas.resolved
        case .resolutionWarning: FallbackSchemas.warning
        case .fallbackList: FallbackSchemas.list
        case .modelDeletion: FallbackSchemas.deletion
        case .tokenRequest: TokenSchemas.request
        case .token: TokenSchemas.token
        case .introspectionRequest: TokenSchemas.introspectionRequest
        case .introspection: TokenSchemas.introspection
        case .revocationRequest: TokenSchemas.revocationRequest
        case .serverMetadata: ServerMetadataSchemas.metadata
        case .verifyRequest: VerifySchemas.request
        case .verification: VerifySchemas.verification
        case .estimate: LimitSchemas.estimate
        case .limit: LimitSchemas.limit
        case .denial: LimitSchemas.denial
        case .errorPolicy: LimitSchemas.errorPolicy
        case .hold: ReservationSchemas.hold
        case .madeReservation: ReservationSchemas.made
        case .createReservation: ReservationSchemas.create
        case .extendReservation: ReservationSchemas.extend
        case .reservation: ReservationSchemas.reservation
        case .reservationList: ListSchemas.page(of: .reservation, "reservations")
        case .usage: UsageSchemas.usage
        case .foreignUsage: UsageSchemas.foreign
        case .settle: UsageSchemas.settle
        case .usageRecord: UsageSchemas.record
        case .recordUsage: UsageSchemas.records
        case .countedUsage: UsageSchemas.counted
        case .netUsage: UsageSchemas.net
        case .correctUsage: UsageSchemas.correct
        case .repriceUsage: RepriceSchemas.request
        case .usageRepricing: RepriceSchemas.reply
        case .usageList:
            ListSchemas.page(
                of: .usageEntry, "rows",
                more: [.optional("totals", .reference(.usageTotals, "Over all that was asked for."))])
        case .usageTotals: RepriceSchemas.totals
        case .lines: .text("Lines of text.")
        case .usageEntry: UsageSchemas.entry
        case .usageEntryList: ListSchemas.page(of: .usageEntry, "recorded calls")
        case .explanation: ExplainSchemas.explanation
        case .explainedEstimate: ExplainSchemas.estimate
        case .explainedCheck: ExplainSchemas.check
        case .explainedPolicy: ExplainSchemas.policy
        case .ownLimits: LimitSchemas.own
        case .health: OperationsSchemas.health
        case .readiness: OperationsSchemas.readiness
        case .metrics: OperationsSchemas.metrics
        case .document: OperationsSchemas.document
        case .page: .text("A page of HTML.")
        case .error: ErrorSchemas.error
        case .errorDetails: ErrorSchemas.details
        case .errorProblem: ErrorSchemas.problem
        case .oauthError: ErrorSchemas.oauthError
        }
    }
}
