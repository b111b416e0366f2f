enum RotationExamples {
    static let extend: DocumentValue = ["transition_seconds": 7200]

    static let underWay: DocumentValue = [
        "object": "rotation", "in_transition": true, "began_at": .string(Sample.began),
        "ends_at": .string(Sample.anHourLater), "started_by": .string("client:\(Sample.clientID)"),
        "secrets": [secret("khk_…9xQ2", "current", used: false), secret("khk_…Lm04", "outgoing", used: true)],
    ]

    static let over: DocumentValue = [
        "object": "rotation", "in_transition": false, "began_at": .null, "ends_at": .null, "started_by": .null,
        "secrets": [secret("khk_…9xQ2", "current", used: true)],
    ]

    static let policy: DocumentValue = [
        "rotation_period": "monthly", "announce_days": 7, "on_overdue": "disable", "grace_days": 7,
    ]

    private static func secret(_ masked: String, _ state: String, used: Bool) -> DocumentValue {
        [
            "secret": .string(masked), "state": .string(state), "created_at": .string(Sample.began),
            "last_used_at": used ? .string(Sample.anHourLater) : .null,
            "last_used_address": used ? "203.0.113.7" : .null,
            "last_used_user_agent": used ? "checkout/1.4" : .null,
        ]
    }
}

enum LeakExamples {
    static let found: DocumentValue = ["secret": .string(Sample.apiKey)]

    static let lookup: DocumentValue = [
        "found": true, "kind": "api_key", "live": true, "state": "current", "secret": "khk_…9xQ2",
        "organization_id": .string(Sample.organizationID), "key_id": .string(Sample.keyID), "name": "checkout",
        "team_id": .string(Sample.teamID),
    ]

    static let revocation: DocumentValue = [
        "revoked": true, "action": "key_disabled", "key_id": .string(Sample.keyID),
    ]

    static let due: DocumentValue = [
        "object": "due_key", "state": "upcoming", "next_rotation_at": .string(Sample.aYearLater),
        "disables_at": .null, "key": APIKeyExamples.read(.team),
    ]

    static let holder: DocumentValue = [
        "object": "api_key_holder", "key_id": .string(Sample.keyID), "name": "checkout",
        "organization_id": .string(Sample.organizationID), "team_id": .string(Sample.teamID),
        "metadata": Sample.metadata, "allowed_models": ["openai/*"], "expires_at": .string(Sample.aYearLater),
        "in_transition": true, "secret_ends_at": .string(Sample.anHourLater), "next_rotation_at": .null,
    ]
}
