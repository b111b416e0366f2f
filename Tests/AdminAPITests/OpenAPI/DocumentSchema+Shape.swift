import Wire

@testable import AdminAPI

/// What stands behind a schema in the program.
enum Shape {
    case request(any StrictBody.Type)
    case reply(any (Decodable & Sendable).Type, fields: [String])
    /// The parameters of a form, which the RFC names and no type of ours.
    case form([String])
    /// No object of fixed fields, or none of ours.
    case other

    static func reply<Body: Decodable & Sendable, Keys: CodingKey & CaseIterable>(
        _ body: Body.Type, _ keys: Keys.Type
    ) -> Shape {
        .reply(body, fields: keys.allCases.map(\.stringValue))
    }

    var fields: [String]? {
        switch self {
        case .request(let body): body.fields
        case .reply(_, let fields), .form(let fields): fields
        case .other: nil
        }
    }
}

extension DocumentSchema {
    /// Exhaustive, so that a new schema has to say what it stands for.
    var shape: Shape {
        switch self {
        case .organization: .reply(OrganizationBody.self, OrganizationBody.CodingKeys.self)
        case .keyCeilings: .reply(KeyCeilingsReplyBody.self, KeyCeilingsReplyBody.CodingKeys.self)
        case .keyCeilingsChange: .request(KeyCeilingsBody.self)
        case .createOrganization: .request(CreateOrganizationBody.self)
        case .updateOrganization: .request(UpdateOrganizationBody.self)
        case .organizationList: Self.page(of: OrganizationBody.self)
        case .user: .reply(UserBody.self, UserBody.CodingKeys.self)
        case .createUser: .request(CreateUserBody.self)
        case .updateUser: .request(UpdateUserBody.self)
        case .userList: Self.found(UserBody.self)
        case .team: .reply(TeamBody.self, TeamBody.CodingKeys.self)
        case .createTeam: .request(CreateTeamBody.self)
        case .updateTeam: .request(UpdateTeamBody.self)
        case .teamList: Self.found(TeamBody.self)
        case .teamMember: .reply(TeamMemberBody.self, TeamMemberBody.CodingKeys.self)
        case .createTeamMember: .request(CreateTeamMemberBody.self)
        case .updateTeamMember: .request(UpdateTeamMemberBody.self)
        case .teamMemberList: Self.page(of: TeamMemberBody.self)
        case .apiKey: .reply(APIKeyBody.self, APIKeyBody.CodingKeys.self)
        case .createAPIKey: .request(CreateKeyBody.self)
        case .updateAPIKey: .request(UpdateKeyBody.self)
        case .rotate: .request(RotateBody.self)
        case .rotation: .reply(KeyRotationBody.self, KeyRotationBody.CodingKeys.self)
        case .rotationState: .reply(RotationBody.self, RotationBody.CodingKeys.self)
        case .rotationSecret: .reply(RotationSecretBody.self, RotationSecretBody.CodingKeys.self)
        case .extendRotation: .request(ExtendRotationBody.self)
        case .rotationPolicy: .request(RotationPolicyBody.self)
        case .empty: .request(EmptyBody.self)
        case .rotatedKeys: Self.page(of: APIKeyBody.self)
        case .dueKey: .reply(DueKeyBody.self, DueKeyBody.CodingKeys.self)
        case .dueKeyList: Self.page(of: DueKeyBody.self)
        case .foundSecret: .request(FoundSecretBody.self)
        case .secretLookup: .reply(SecretLookupBody.self, SecretLookupBody.CodingKeys.self)
        case .leakRevocation: .reply(LeakRevocationBody.self, LeakRevocationBody.CodingKeys.self)
        case .holder: .reply(HolderBody.self, HolderBody.CodingKeys.self)
        case .oauthClient: .reply(OAuthClientBody.self, OAuthClientBody.CodingKeys.self)
        case .createOAuthClient: .request(CreateClientBody.self)
        case .updateOAuthClient: .request(UpdateClientBody.self)
        case .oauthClientList: Self.found(OAuthClientBody.self)
        case .model: .reply(ModelBody.self, ModelBody.CodingKeys.self)
        case .createModel: .request(CreateModelBody.self)
        case .updateModel: .request(UpdateModelBody.self)
        case .modelList: Self.page(of: ModelBody.self)
        case .modelPrice: .request(ModelPriceBody.self)
        case .priceRate: .request(PriceRateBody.self)
        case .modelPriceVersion: .reply(PriceVersionBody.self, PriceVersionBody.CodingKeys.self)
        case .modelPriceList: Self.page(of: PriceVersionBody.self)
        case .apiKeyPage: Self.found(APIKeyBody.self)
        case .modelImport: .reply(ModelImportBody.self, ModelImportBody.CodingKeys.self)
        case .importPriceChange: .reply(ImportPriceChangeBody.self, ImportPriceChangeBody.CodingKeys.self)
        case .importAmountChange: .reply(ImportAmountChangeBody.self, ImportAmountChangeBody.CodingKeys.self)
        case .calledModel: .reply(CalledModelBody.self, CalledModelBody.CodingKeys.self)
        case .usableModel: .reply(UsableModelBody.self, UsableModelBody.CodingKeys.self)
        case .usableModelList: .reply(UsableModelListBody.self, UsableModelListBody.CodingKeys.self)
        case .teamModels: .reply(TeamModelsBody.self, TeamModelsBody.CodingKeys.self)
        case .setTeamModels: .request(SetTeamModelsBody.self)
        case .policyCondition: .request(PolicyConditionBody.self)
        case .policyGroup: .request(PolicyGroupBody.self)
        case .usageLimit: .reply(UsageLimitBody.self, UsageLimitBody.CodingKeys.self)
        case .createUsageLimit: .request(CreateUsageLimitBody.self)
        case .updateUsageLimit: .request(UpdateUsageLimitBody.self)
        case .usageOverride: .request(UsageOverrideBody.self)
        case .usageLimitList:
            .reply(PolicyListBody<UsageLimitBody>.self, PolicyListBody<UsageLimitBody>.CodingKeys.self)
        case .usageEntity: .reply(UsageEntityBody.self, UsageEntityBody.CodingKeys.self)
        case .usageEntityList:
            .reply(PolicyListBody<UsageEntityBody>.self, PolicyListBody<UsageEntityBody>.CodingKeys.self)
        case .valueKeyUsage: .reply(ValueKeyUsageBody.self, ValueKeyUsageBody.CodingKeys.self)
        case .keyRateLimit: .request(KeyRateLimitBody.self)
        case .keyUsageLimit: .request(KeyUsageLimitBody.self)
        case .rateLimit: .reply(RateLimitBody.self, RateLimitBody.CodingKeys.self)
        case .createRateLimit: .request(CreateRateLimitBody.self)
        case .updateRateLimit: .request(UpdateRateLimitBody.self)
        case .rateLimitList:
            .reply(PolicyListBody<RateLimitBody>.self, PolicyListBody<RateLimitBody>.CodingKeys.self)
        case .modelFallbacks: .reply(ModelFallbacksBody.self, ModelFallbacksBody.CodingKeys.self)
        case .setModelFallbacks: .request(SetModelFallbacksBody.self)
        case .modelResolution: .reply(ModelResolutionBody.self, ModelResolutionBody.CodingKeys.self)
        case .resolvedModel: .reply(ResolvedModelBody.self, ResolvedModelBody.CodingKeys.self)
        case .resolutionWarning: .reply(ResolutionWarningBody.self, ResolutionWarningBody.CodingKeys.self)
        case .fallbackList: .reply(FallbackListBody.self, FallbackListBody.CodingKeys.self)
        case .modelDeletion: .reply(ModelDeletionBody.self, ModelDeletionBody.CodingKeys.self)
        case .tokenRequest: .form(["grant_type", "scope", "client_id", "client_secret"])
        case .token: .reply(TokenBody.self, TokenBody.CodingKeys.self)
        case .introspectionRequest, .revocationRequest:
            .form(["token", "token_type_hint", "client_id", "client_secret"])
        case .introspection: .reply(IntrospectionBody.self, IntrospectionBody.CodingKeys.self)
        case .serverMetadata: .reply(ServerMetadataBody.self, ServerMetadataBody.CodingKeys.self)
        case .verifyRequest: .request(VerifyRequestBody.self)
        case .verification: .reply(VerifyBody.self, VerifyBody.CodingKeys.self)
        case .estimate: .request(EstimateBody.self)
        case .limit: .reply(LimitBody.self, LimitBody.CodingKeys.self)
        case .denial: .reply(DenialBody.self, DenialBody.CodingKeys.self)
        case .errorPolicy: .reply(ErrorBody.RefusingPolicy.self, ErrorBody.RefusingPolicy.CodingKeys.self)
        case .hold: .reply(HoldBody.self, HoldBody.CodingKeys.self)
        case .madeReservation: .reply(MadeReservationBody.self, MadeReservationBody.CodingKeys.self)
        case .createReservation: .request(CreateReservationBody.self)
        case .extendReservation: .request(ExtendReservationBody.self)
        case .reservation: .reply(ReservationBody.self, ReservationBody.CodingKeys.self)
        case .reservationList: Self.page(of: ReservationBody.self)
        case .usage: .request(UsageBody.self)
        case .settle: .request(SettleBody.self)
        case .usageRecord: .request(UsageRecordBody.self)
        case .recordUsage: .request(RecordUsageBody.self)
        case .countedUsage: .reply(UsageBody.self, fields: UsageBody.fields)
        case .netUsage: .reply(NetUsageBody.self, NetUsageBody.CodingKeys.self)
        case .correctUsage: .request(CorrectUsageBody.self)
        case .repriceUsage: .request(RepriceUsageBody.self)
        case .usageRepricing: .reply(UsageRepricingBody.self, UsageRepricingBody.CodingKeys.self)
        case .usageList: .reply(UsageListBody.self, UsageListBody.CodingKeys.self)
        case .usageTotals: .reply(UsageTotalsBody.self, UsageTotalsBody.CodingKeys.self)
        case .usageEntry: .reply(UsageEntryBody.self, UsageEntryBody.CodingKeys.self)
        case .usageEntryList: Self.page(of: UsageEntryBody.self)
        case .explanation: .reply(ExplainBody.self, ExplainBody.CodingKeys.self)
        case .explainedEstimate: .reply(ExplainedEstimateBody.self, ExplainedEstimateBody.CodingKeys.self)
        case .explainedCheck: .reply(ExplainedCheckBody.self, ExplainedCheckBody.CodingKeys.self)
        case .explainedPolicy: .reply(ExplainedPolicyBody.self, ExplainedPolicyBody.CodingKeys.self)
        case .ownLimits: .reply(OwnLimitsBody.self, OwnLimitsBody.CodingKeys.self)
        case .health, .readiness: .reply(StatusBody.self, StatusBody.CodingKeys.self)
        case .error: .reply(ErrorBody.self, fields: ["error"])
        case .errorDetails: .reply(ErrorBody.Details.self, ErrorBody.Details.CodingKeys.self)
        case .errorProblem: .reply(ErrorProblemBody.self, ErrorProblemBody.CodingKeys.self)
        case .oauthError: .reply(OAuthErrorBody.self, OAuthErrorBody.CodingKeys.self)
        case .foreignUsage, .modelImportRows, .foreignImportRow, .apiKeyList, .metrics, .document, .page, .lines: .other
        }
    }

    private static func found<Item: Codable & Sendable>(_ item: Item.Type) -> Shape {
        .reply(CountedListBody<Item>.self, CountedListBody<Item>.CodingKeys.self)
    }

    private static func page<Item: Codable & Sendable>(of item: Item.Type) -> Shape {
        .reply(ListBody<Item>.self, ListBody<Item>.CodingKeys.self)
    }
}
