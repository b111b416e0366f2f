/// Every parameter of a path, a query or a header, once, under `components/parameters`.
enum ParameterComponent: String, CaseIterable, Sendable {
    case organizationID = "OrganizationId"
    case userID = "UserId"
    case teamID = "TeamId"
    case keyID = "KeyId"
    case clientID = "ClientId"
    case model = "Model"
    case limit = "Limit"
    case after = "After"
    case afterVersion = "AfterVersion"
    case includeRemoved = "IncludeRemoved"
    case dryRun = "DryRun"
    case organization = "Organization"
    case requestID = "RequestId"
    case idempotencyKey = "IdempotencyKey"

    static let page: [ParameterComponent] = [.limit, .after]

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
        case .organizationID, .userID, .teamID, .keyID, .clientID, .model: "path"
        case .limit, .after, .afterVersion, .includeRemoved, .dryRun: "query"
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
        case .limit: "limit"
        case .after, .afterVersion: "after"
        case .includeRemoved: "include_removed"
        case .dryRun: "dry_run"
        case .organization: "Keyhold-Organization"
        case .requestID: "X-Request-Id"
        case .idempotencyKey: "Idempotency-Key"
        }
    }
}
