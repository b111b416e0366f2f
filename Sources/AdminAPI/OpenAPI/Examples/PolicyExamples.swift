enum PolicyExamples {
    static let createUsage: DocumentValue = [
        "name": "Monthly spend per key", "conditions": [["key": "team_id", "value": "support"]],
        "group_by": [["key": "api_key"]], "type": "cost", "credit_limit": 1000, "alert_threshold": 800,
        "periodic_reset": "monthly",
    ]

    static let updateUsage: DocumentValue = ["credit_limit": 1000, "alert_threshold": 800]

    static let override: DocumentValue = ["credit_limit": 1500, "expires_at": .string(Sample.aYearLater)]

    static let createRate: DocumentValue = [
        "name": "100 rpm per key", "conditions": [["key": "team_id", "value": "support"]],
        "group_by": [["key": "api_key"]], "type": "requests", "unit": "rpm", "value": 100,
    ]

    static let updateRate: DocumentValue = ["value": 200, "unit": "rph"]

    static var usage: DocumentValue {
        [
            "id": .string(Sample.policyID), "object": "policy_usage_limits", "name": "Monthly spend per key",
            "conditions": [["key": "team_id", "value": .string(Sample.teamID)]], "group_by": [["key": "api_key"]],
            "type": "cost", "credit_limit": 1000, "alert_threshold": 800, "periodic_reset": "monthly",
            "periodic_reset_days": nil, "next_usage_reset_at": "2026-02-01T00:00:00.000Z", "last_reset_at": nil,
            "mode": "enforce", "on_missing": "share", "on_unpriced": "deny", "on_expiry": "release", "override": nil,
            "status": "active", "api_key_id": nil, "team_id": .string(Sample.teamID),
            "workspace_id": .string(Sample.teamID), "organization_id": .string(Sample.organizationID),
            "organisation_id": .string(Sample.organizationID), "created_at": .string(Sample.began),
            "updated_at": .string(Sample.began), "last_updated_at": .string(Sample.began),
        ]
    }

    static var rate: DocumentValue {
        [
            "id": .string(Sample.policyID), "object": "policy_rate_limits", "name": "100 rpm per key",
            "conditions": [["key": "team_id", "value": .string(Sample.teamID)]], "group_by": [["key": "api_key"]],
            "type": "requests", "unit": "rpm", "value": 100, "mode": "enforce", "on_missing": "share",
            "status": "active", "api_key_id": nil, "team_id": .string(Sample.teamID),
            "workspace_id": .string(Sample.teamID), "organization_id": .string(Sample.organizationID),
            "organisation_id": .string(Sample.organizationID), "created_at": .string(Sample.began),
            "updated_at": .string(Sample.began), "last_updated_at": .string(Sample.began),
        ]
    }

    static func page(_ item: DocumentValue) -> DocumentValue {
        [
            "object": "list", "data": [item], "total": 1, "has_more": false, "first_id": .string(Sample.policyID),
            "last_id": .string(Sample.policyID),
        ]
    }

    static var entity: DocumentValue {
        [
            "id": .string(Sample.entityID), "object": "policy_usage_limits_entity",
            "value_key": .string("api_key:\(Sample.keyID)"), "current_usage": 250, "held": 1, "remaining": 749,
            "credit_limit": 1000, "status": "active", "next_usage_reset_at": "2026-02-01T00:00:00.000Z",
        ]
    }

    static var entities: DocumentValue {
        [
            "object": "list", "data": [entity], "total": 1, "has_more": false,
            "first_id": .string(Sample.entityID), "last_id": .string(Sample.entityID),
        ]
    }
}
