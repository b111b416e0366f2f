enum ReservationExamples {
    static let create: DocumentValue = [
        "key": .string(Sample.apiKey), "model": "openai/gpt-large",
        "estimate": ["input_tokens": 1200, "max_output_tokens": 800], "request_id": "gateway-7f3a",
        "ttl_seconds": 600,
    ]

    static let settle: DocumentValue = ["usage": ["input_tokens": 1187, "output_tokens": 402], "outcome": "success"]

    static let records: DocumentValue = [
        "records": [
            [
                "key_id": .string(Sample.keyID), "request_id": "gateway-7f3b", "model": "openai/gpt-large",
                "usage": ["input_tokens": 1187, "output_tokens": 402],
            ]
        ]
    ]

    static var open: DocumentValue { body("open", holds: [hold], endedAt: nil, settlement: nil) }

    static var released: DocumentValue {
        body("released", holds: [], endedAt: .string(Sample.anHourLater), settlement: nil)
    }

    static var settled: DocumentValue {
        body("settled", holds: [], endedAt: .string(Sample.anHourLater), settlement: entry(repeated: nil))
    }

    static func entry(repeated: Bool?) -> DocumentValue {
        let members: [DocumentValue.Member] = [
            .init("id", .string(Sample.entryID)), .init("object", "usage"), .init("key_id", .string(Sample.keyID)),
            .init("request_id", "gateway-7f3a"), .init("model", "openai/gpt-large"), .init("price_version", 1),
            .init(
                "usage",
                [
                    "input_tokens": 1187, "cached_input_tokens": 0, "output_tokens": 402, "reasoning_tokens": 0,
                    "requests": 1,
                ]),
            .init("cost", .decimal("0.0069875")), .init("outcome", "success"),
            .init("created_at", .string(Sample.anHourLater)), .init("metadata", Sample.metadata),
        ]
        return .object(members + (repeated.map { [.init("repeated", .bool($0))] } ?? []))
    }

    static let correct: DocumentValue = ["refund": .decimal("0.0020"), "reason": "The answer was cut off."]

    static var correction: DocumentValue {
        let nothing: DocumentValue = [
            "input_tokens": 0, "cached_input_tokens": 0, "output_tokens": 0, "reasoning_tokens": 0, "requests": 0,
        ]
        return [
            "id": .string(Sample.policyID), "object": "usage", "key_id": .string(Sample.keyID),
            "request_id": "gateway-7f3a", "model": "openai/gpt-large", "price_version": 1, "usage": nothing,
            "cost": .decimal("-0.0020"), "outcome": "success", "created_at": .string(Sample.anHourLater),
            "metadata": Sample.metadata,
            "corrects": .string(Sample.entryID), "reason": "The answer was cut off.",
        ]
    }

    static let hold: DocumentValue = [
        "policy_id": .string(Sample.limitID), "type": "cost", "amount": .decimal("0.011"),
    ]

    private static func body(
        _ state: String, holds: DocumentValue, endedAt: DocumentValue?, settlement: DocumentValue?
    ) -> DocumentValue {
        [
            "id": .string(Sample.reservationID), "object": "reservation", "state": .string(state),
            "key_id": .string(Sample.keyID), "request_id": "gateway-7f3a", "model": "openai/gpt-large",
            "input_tokens": 1200, "max_output_tokens": 800, "cost": .decimal("0.011"), "holds": holds,
            "created_at": .string(Sample.began), "expires_at": .string(Sample.anHourLater),
            "ended_at": endedAt ?? .null, "settlement": settlement ?? .null,
        ]
    }
}

enum LimitExamples {
    static let limit: DocumentValue = [
        "policy_id": .string(Sample.limitID), "name": "per month", "type": "cost", "limit": 100,
        "used": .decimal("12.5"), "held": .decimal("0.011"), "remaining": .decimal("87.489"),
        "reset_at": .string(Sample.aYearLater), "mode": "enforce",
    ]

    static let denial: DocumentValue = [
        "policy_id": .string(Sample.limitID), "policy_name": "per month", "scope": "team_id",
        "used": .decimal("12.5"), "held": .decimal("87.5"), "limit": 100, "reset_at": .string(Sample.aYearLater),
        "retryable": true, "retry_after_ms": 1000,
    ]

    static let own: DocumentValue = [
        "object": "limits", "key_id": .string(Sample.keyID), "rate_limits": [], "usage_limits": .array([limit]),
    ]

    static var explanation: DocumentValue {
        [
            "valid": true, "code": "valid", "message": "The key is valid.", "key_id": .string(Sample.keyID),
            "organization_id": .string(Sample.organizationID), "team_id": .string(Sample.teamID),
            "estimate": ["tokens": 2000, "cost": .decimal("0.011")],
            "checks": .array(
                AdmissionCheck.allCases.map { ["check": .string($0.rawValue), "outcome": "passed"] }),
            "policies": [
                [
                    "policy_id": .string(Sample.limitID), "name": "per month", "kind": "usage_limit", "type": "cost",
                    "mode": "enforce", "outcome": "passes", "reason": "There is room for the call.",
                    "group": "", "limit": 100, "used": .decimal("12.5"), "held": 0,
                    "remaining": .decimal("87.5"), "reset_at": .string(Sample.aYearLater),
                ]
            ],
        ]
    }
}
