/// A rate limit as it is shown.
public struct RateLimitBody: Codable, Sendable {
    public let id: String
    public var object = "policy_rate_limits"
    public let name: Nullable<String>
    public let conditions: [PolicyConditionBody]
    public let groupBy: [PolicyGroupBody]
    public let type: String
    /// `null` for concurrent calls.
    public let unit: Nullable<String>
    public let value: Int64
    public let mode: String
    public let onMissing: String
    public let status: String
    /// The key that the limit was given on; it goes with it.
    public let apiKeyID: Nullable<String>
    /// The team whose calls alone it is for.
    public let teamID: Nullable<String>
    /// As `team_id`.
    public let workspaceID: Nullable<String>
    public let organizationID: String
    /// As `organization_id`.
    public let organisationID: String
    public let createdAt: String
    public let updatedAt: String
    /// As `updated_at`.
    public let lastUpdatedAt: String

    public init(
        id: String, name: String?, conditions: [PolicyConditionBody], groupBy: [PolicyGroupBody], type: String,
        unit: String?, value: Int64, mode: String, onMissing: String, status: String, apiKeyID: String?,
        teamID: String?, workspaceID: String?, organizationID: String, organisationID: String, createdAt: String,
        updatedAt: String, lastUpdatedAt: String
    ) {
        self.id = id
        self.name = Nullable(name)
        self.conditions = conditions
        self.groupBy = groupBy
        self.type = type
        self.unit = Nullable(unit)
        self.value = value
        self.mode = mode
        self.onMissing = onMissing
        self.status = status
        self.apiKeyID = Nullable(apiKeyID)
        self.teamID = Nullable(teamID)
        self.workspaceID = Nullable(workspaceID)
        self.organizationID = organizationID
        self.organisationID = organisationID
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.lastUpdatedAt = lastUpdatedAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, name, conditions, type, unit, value, mode, status
        case groupBy = "group_by"
        case onMissing = "on_missing"
        case apiKeyID = "api_key_id"
        case teamID = "team_id"
        case workspaceID = "workspace_id"
        case organizationID = "organization_id"
        case organisationID = "organisation_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case lastUpdatedAt = "last_updated_at"
    }
}

public struct CreateRateLimitBody: StrictBody, CreatePolicyBody {
    public var name: String?
    public var conditions: [PolicyConditionBody]
    public var groupBy: [PolicyGroupBody]
    public var type: String
    /// Absent for concurrent calls alone.
    public var unit: String?
    public var value: Int64
    public var mode: String?
    public var onMissing: String?
    public var organizationID: String?
    public var organisationID: String?
    public var teamID: String?
    public var workspaceID: String?

    public init(
        name: String? = nil, conditions: [PolicyConditionBody], groupBy: [PolicyGroupBody], type: String,
        unit: String? = nil, value: Int64
    ) {
        self.name = name
        self.conditions = conditions
        self.groupBy = groupBy
        self.type = type
        self.unit = unit
        self.value = value
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, conditions, type, unit, value, mode
        case groupBy = "group_by"
        case onMissing = "on_missing"
        case organizationID = "organization_id"
        case organisationID = "organisation_id"
        case teamID = "team_id"
        case workspaceID = "workspace_id"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] {
        ["conditions": PolicyConditionBody.fields, "group_by": PolicyGroupBody.fields]
    }
}

/// What is absent stays, be it sent with PATCH or with PUT.
public struct UpdateRateLimitBody: StrictBody, UpdatePolicyBody {
    public var name: Change<String> = .keep
    public var conditions: Change<[PolicyConditionBody]> = .keep
    public var unit: Change<String> = .keep
    public var value: Change<Int64> = .keep
    public var mode: Change<String> = .keep
    public var onMissing: Change<String> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, conditions, unit, value, mode
        case onMissing = "on_missing"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["conditions": PolicyConditionBody.fields] }
}
