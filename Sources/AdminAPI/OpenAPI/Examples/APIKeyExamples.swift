enum APIKeyExamples {
    enum Owner {
        case team, user

        fileprivate var member: DocumentValue.Member {
            switch self {
            case .team: .init("team_id", .string(Sample.teamID))
            case .user: .init("user_id", .string(Sample.userID))
            }
        }
    }

    static let create: DocumentValue = [
        "name": "checkout", "expiration_date": .string(Sample.aYearLater), "allowed_models": ["openai/*"],
        "allowed_addresses": ["203.0.113.0/24"], "metadata": Sample.metadata,
        "rotation_policy": RotationExamples.policy, "rate_limits": rateLimits, "usage_limits": usageLimit,
    ]

    private static let rateLimits: DocumentValue = [["type": "requests", "unit": "rpm", "value": 600]]
    private static let usageLimit: DocumentValue = [
        "credit_limit": 100, "type": "cost", "alert_threshold": 80, "periodic_reset": "monthly",
    ]

    static let update: DocumentValue = ["enabled": false, "allowed_models": nil, "rotation_policy": nil]

    static let rotate: DocumentValue = ["transition_seconds": 3600]

    static func created(_ owner: Owner) -> DocumentValue { body(owner, secret: Sample.apiKey) }

    static func read(_ owner: Owner) -> DocumentValue { body(owner, lastUsed: Sample.anHourLater) }

    static func updated(_ owner: Owner) -> DocumentValue { body(owner, isEnabled: false, models: .null) }

    static func rotated(_ owner: Owner) -> DocumentValue {
        body(owner, secret: Sample.apiKey, rotation: rotation, lastUsed: Sample.began)
    }

    static func regenerated(_ owner: Owner) -> DocumentValue {
        body(owner, secret: Sample.apiKey, lastUsed: Sample.began)
    }

    static let rotation: DocumentValue = [
        "began_at": .string(Sample.began), "ends_at": .string(Sample.anHourLater),
    ]

    private static func body(
        _ owner: Owner, isEnabled: Bool = true, secret: String = "khk_…9xQ2", models: DocumentValue = ["openai/*"],
        rotation: DocumentValue = .null, lastUsed: String? = nil
    ) -> DocumentValue {
        var members: [DocumentValue.Member] = [
            .init("id", .string(Sample.keyID)), .init("object", "api_key"), .init("api_key", .string(secret)),
            .init("name", "checkout"), .init("enabled", .bool(isEnabled)), .init("removed", false), owner.member,
            .init("metadata", Sample.metadata), .init("allowed_models", models),
            .init("allowed_addresses", ["203.0.113.0/24"]), .init("rotation", rotation),
            .init("rotation_policy", .null), .init("next_rotation_at", .null),
            .init("created_at", .string(Sample.began)), .init("updated_at", .string(Sample.began)),
        ]
        if let lastUsed { members.append(.init("last_used_at", .string(lastUsed))) }
        members += [
            .init("expiration_date", .string(Sample.aYearLater)), .init("rate_limits", rateLimits),
            .init("usage_limits", usageLimit),
        ]
        return .object(members)
    }
}
