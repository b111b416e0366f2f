/// Every parameter of a path, a query or a header, once, under `components/parameters`.
enum ParameterComponent: String, CaseIterable, Sendable {
    case organizationID = "OrganizationId"
    case userID = "UserId"
    case teamID = "TeamId"
    case keyID = "KeyId"
    case clientID = "ClientId"
    case model = "Model"
    case policyID = "PolicyId"
    case entityID = "EntityId"
    case reservationID = "ReservationId"
    case usageID = "UsageId"
    case reservationState = "ReservationState"
    case ofRequest = "OfRequest"
    case from = "From"
    case to = "To"
    case usageKey = "UsageKey"
    case usageTeam = "UsageTeam"
    case usageUser = "UsageUser"
    case usageModel = "UsageModel"
    case provider = "Provider"
    case outcome = "Outcome"
    case unpriced = "Unpriced"
    case usageMetadata = "UsageMetadata"
    case totals = "Totals"
    case usageFormat = "UsageFormat"
    case ownModel = "OwnModel"
    case limit = "Limit"
    case after = "After"
    case afterVersion = "AfterVersion"
    case includeRemoved = "IncludeRemoved"
    case policyStatus = "PolicyStatus"
    case usageType = "UsageType"
    case rateType = "RateType"
    case rateUnit = "RateUnit"
    case ofTeam = "OfTeam"
    case ofWorkspace = "OfWorkspace"
    case ofKey = "OfKey"
    case pageSize = "PageSize"
    case currentPage = "CurrentPage"
    case includeUsage = "IncludeUsage"
    case entityStatus = "EntityStatus"
    case search = "Search"
    case force = "Force"
    case viewingTeam = "ViewingTeam"
    case dryRun = "DryRun"
    case invalidRows = "InvalidRows"
    case skipInvalid = "SkipInvalid"
    case diff = "Diff"
    case keySearch = "KeySearch"
    case keyStatus = "KeyStatus"
    case keyOwner = "KeyOwner"
    case keyModel = "KeyModel"
    case keyMetadata = "KeyMetadata"
    case usedBefore = "UsedBefore"
    case usedAfter = "UsedAfter"
    case expiresBefore = "ExpiresBefore"
    case expiresAfter = "ExpiresAfter"
    case keySort = "KeySort"
    case nameSearch = "NameSearch"
    case nameSort = "NameSort"
    case organization = "Organization"
    case requestID = "RequestId"
    case idempotencyKey = "IdempotencyKey"

    static let page: [ParameterComponent] = [.limit, .after]
    static let namedPage: [ParameterComponent] = page + [.nameSearch, .nameSort]

    static var components: DocumentValue {
        .object(allCases.map { DocumentValue.Member($0.rawValue, $0.value) })
    }

    /// A name in a path that nobody has described is a defect of the program, found as soon as it starts.
    static func inPath(_ name: String) -> ParameterComponent {
        guard let known = allCases.first(where: { $0.name == name && $0.place == "path" }) else {
            preconditionFailure("the path parameter \(name) is not documented")
        }
        return known
    }

    var reference: DocumentValue { ["$ref": "#/components/parameters/\(rawValue)"] }

    private var value: DocumentValue {
        let (schema, example) = content
        return [
            "name": .string(name), "in": .string(place), "required": .bool(place == "path"),
            "description": .string(description), "schema": schema, "example": example,
        ]
    }

    var place: String {
        switch self {
        case .organizationID, .userID, .teamID, .keyID, .clientID, .model, .policyID, .entityID, .reservationID,
            .usageID:
            "path"
        case .limit, .after, .afterVersion, .includeRemoved, .policyStatus, .usageType, .rateType, .rateUnit, .ofTeam,
            .ofWorkspace, .ofKey, .pageSize, .currentPage, .includeUsage, .entityStatus, .search, .force,
            .viewingTeam, .dryRun, .diff, .keySearch, .keyStatus, .keyOwner, .keyModel, .keyMetadata, .usedBefore,
            .usedAfter, .expiresBefore, .expiresAfter, .keySort, .invalidRows, .skipInvalid, .reservationState,
            .ownModel, .ofRequest, .from, .to, .usageKey, .usageTeam, .usageUser, .usageModel, .provider, .outcome,
            .unpriced, .usageMetadata, .totals, .usageFormat, .nameSearch, .nameSort:
            "query"
        case .organization, .requestID, .idempotencyKey: "header"
        }
    }

    var name: String {
        switch self {
        case .organizationID: "organizationId"
        case .userID: "userId"
        case .teamID: "teamId"
        case .keyID: "keyId"
        case .clientID: "clientId"
        case .model: "model"
        case .reservationID: "reservationId"
        case .usageID: "usageId"
        case .reservationState: "state"
        case .ownModel, .usageModel: "model"
        case .ofRequest: "request_id"
        case .from: "from"
        case .to: "to"
        case .usageKey: "key_id"
        case .usageTeam: "team_id"
        case .usageUser: "user_id"
        case .provider: "provider"
        case .outcome: "outcome"
        case .unpriced: "unpriced"
        case .totals: "totals"
        case .usageFormat: "format"
        case .limit: "limit"
        case .after, .afterVersion: "after"
        case .includeRemoved: "include_removed"
        case .policyID: "policyId"
        case .entityID: "entityId"
        case .policyStatus, .entityStatus: "status"
        case .usageType, .rateType: "type"
        case .rateUnit: "unit"
        case .ofTeam: "team_id"
        case .ofWorkspace: "workspace_id"
        case .ofKey: "api_key_id"
        case .pageSize: "page_size"
        case .currentPage: "current_page"
        case .includeUsage: "include_usage"
        case .search: "search"
        case .force: "force"
        case .viewingTeam: "team_id"
        case .dryRun: "dry_run"
        case .invalidRows: "invalid"
        case .skipInvalid: "skip_invalid"
        case .diff: "diff"
        case .keySearch, .nameSearch: "search"
        case .keyStatus: "status"
        case .keyOwner: "owner"
        case .keyModel: "model"
        case .keyMetadata, .usageMetadata: "metadata"
        case .usedBefore: "used_before"
        case .usedAfter: "used_after"
        case .expiresBefore: "expires_before"
        case .expiresAfter: "expires_after"
        case .keySort, .nameSort: "sort"
        case .organization: "Keyhold-Organization"
        case .requestID: "X-Request-Id"
        case .idempotencyKey: "Idempotency-Key"
        }
    }
}
