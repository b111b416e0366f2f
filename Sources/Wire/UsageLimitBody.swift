/// A budget as it is shown.
public struct UsageLimitBody: Codable, Sendable {
    public let id: String
    public var object = "policy_usage_limits"
    public let name: Nullable<String>
    public let conditions: [PolicyConditionBody]
    public let groupBy: [PolicyGroupBody]
    public let type: String
    /// Dollars for `cost`, a whole number otherwise; so are the other amounts.
    public let creditLimit: DollarsBody
    public let alertThreshold: Nullable<DollarsBody>
    public let periodicReset: Nullable<String>
    public let periodicResetDays: Nullable<Int64>
    public let nextUsageResetAt: Nullable<String>
    public let lastResetAt: Nullable<String>
    public let mode: String
    public let onMissing: String
    public let onUnpriced: String
    public let onExpiry: String
    /// What stands in for `credit_limit` for a while.
    public let override: Nullable<UsageOverrideBody>
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
    /// Where it was asked for: what each of the first thousand groups has used.
    public var valueKeyUsageMap: [String: ValueKeyUsageBody]?

    public init(
        id: String, name: String?, conditions: [PolicyConditionBody], groupBy: [PolicyGroupBody], type: String,
        creditLimit: DollarsBody, alertThreshold: DollarsBody?, periodicReset: String?, periodicResetDays: Int64?,
        nextUsageResetAt: String?, lastResetAt: String?, mode: String, onMissing: String, onUnpriced: String,
        onExpiry: String, override: UsageOverrideBody?, status: String, apiKeyID: String?, teamID: String?,
        workspaceID: String?, organizationID: String, organisationID: String, createdAt: String, updatedAt: String,
        lastUpdatedAt: String
    ) {
        self.id = id
        self.name = Nullable(name)
        self.conditions = conditions
        self.groupBy = groupBy
        self.type = type
        self.creditLimit = creditLimit
        self.alertThreshold = Nullable(alertThreshold)
        self.periodicReset = Nullable(periodicReset)
        self.periodicResetDays = Nullable(periodicResetDays)
        self.nextUsageResetAt = Nullable(nextUsageResetAt)
        self.lastResetAt = Nullable(lastResetAt)
        self.mode = mode
        self.onMissing = onMissing
        self.onUnpriced = onUnpriced
        self.onExpiry = onExpiry
        self.override = Nullable(override)
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
        case id, object, name, conditions, type, mode, override, status
        case groupBy = "group_by"
        case creditLimit = "credit_limit"
        case alertThreshold = "alert_threshold"
        case periodicReset = "periodic_reset"
        case periodicResetDays = "periodic_reset_days"
        case nextUsageResetAt = "next_usage_reset_at"
        case lastResetAt = "last_reset_at"
        case onMissing = "on_missing"
        case onUnpriced = "on_unpriced"
        case onExpiry = "on_expiry"
        case apiKeyID = "api_key_id"
        case teamID = "team_id"
        case workspaceID = "workspace_id"
        case organizationID = "organization_id"
        case organisationID = "organisation_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case lastUpdatedAt = "last_updated_at"
        case valueKeyUsageMap = "value_key_usage_map"
    }
}

public struct CreateUsageLimitBody: StrictBody, CreatePolicyBody {
    public var name: String?
    public var conditions: [PolicyConditionBody]
    public var groupBy: [PolicyGroupBody]
    public var type: String
    public var creditLimit: DollarsBody
    public var alertThreshold: DollarsBody?
    public var periodicReset: String?
    /// 1–365; instead of `periodicReset`.
    public var periodicResetDays: Int64?
    /// The first reset of a period of days; absent: so many days from now.
    public var nextUsageResetAt: String?
    public var mode: String?
    public var onMissing: String?
    public var onUnpriced: String?
    public var onExpiry: String?
    public var organizationID: String?
    public var organisationID: String?
    public var teamID: String?
    public var workspaceID: String?

    public init(
        name: String? = nil, conditions: [PolicyConditionBody], groupBy: [PolicyGroupBody], type: String,
        creditLimit: DollarsBody
    ) {
        self.name = name
        self.conditions = conditions
        self.groupBy = groupBy
        self.type = type
        self.creditLimit = creditLimit
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, conditions, type, mode
        case groupBy = "group_by"
        case creditLimit = "credit_limit"
        case alertThreshold = "alert_threshold"
        case periodicReset = "periodic_reset"
        case periodicResetDays = "periodic_reset_days"
        case nextUsageResetAt = "next_usage_reset_at"
        case onMissing = "on_missing"
        case onUnpriced = "on_unpriced"
        case onExpiry = "on_expiry"
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
public struct UpdateUsageLimitBody: StrictBody, UpdatePolicyBody {
    public var name: Change<String> = .keep
    public var conditions: Change<[PolicyConditionBody]> = .keep
    public var creditLimit: Change<DollarsBody> = .keep
    public var alertThreshold: Change<DollarsBody> = .keep
    public var periodicReset: Change<String> = .keep
    public var periodicResetDays: Change<Int64> = .keep
    public var nextUsageResetAt: Change<String> = .keep
    public var mode: Change<String> = .keep
    public var onMissing: Change<String> = .keep
    public var onUnpriced: Change<String> = .keep
    public var onExpiry: Change<String> = .keep
    /// The counter that begins at zero again: its `value_key`, or the value alone where there is one key to group by.
    public var resetUsageForValue: Change<String> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, conditions, mode
        case creditLimit = "credit_limit"
        case alertThreshold = "alert_threshold"
        case periodicReset = "periodic_reset"
        case periodicResetDays = "periodic_reset_days"
        case nextUsageResetAt = "next_usage_reset_at"
        case onMissing = "on_missing"
        case onUnpriced = "on_unpriced"
        case onExpiry = "on_expiry"
        case resetUsageForValue = "reset_usage_for_value"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["conditions": PolicyConditionBody.fields] }
}

/// Another limit for a while, above the policy's own.
public struct UsageOverrideBody: StrictBody {
    public var creditLimit: DollarsBody
    public var expiresAt: String

    public init(creditLimit: DollarsBody, expiresAt: String) {
        self.creditLimit = creditLimit
        self.expiresAt = expiresAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case creditLimit = "credit_limit"
        case expiresAt = "expires_at"
    }

    public static var fields: [String] { names(CodingKeys.self) }
}
