enum OrganizationExamples {
    static var organization: DocumentValue { body(name: "Acme") }

    static var updated: DocumentValue { body(name: "Acme Labs") }

    static let create: DocumentValue = [
        "name": "Acme", "time_zone": "Europe/Vilnius", "key_ceilings": ["max_lifetime_seconds": 31_622_400],
    ]

    static let update: DocumentValue = ["name": "Acme Labs", "key_ceilings": ["max_keys_per_owner": nil]]

    private static func body(name: String) -> DocumentValue {
        [
            "id": .string(Sample.organizationID), "object": "organization", "name": .string(name), "slug": "acme",
            "time_zone": "Europe/Vilnius", "status": "active",
            "key_ceilings": ["max_lifetime_seconds": 31_622_400, "max_keys_per_owner": nil],
            "default_team_models": "all", "created_at": .string(Sample.began), "updated_at": .string(Sample.began),
        ]
    }
}

enum UserExamples {
    static var user: DocumentValue { body(role: "member") }

    static var updated: DocumentValue { body(role: "admin") }

    static let create: DocumentValue = ["email": "ada@example.com", "name": "Ada Lovelace"]

    static let update: DocumentValue = ["role": "admin"]

    private static func body(role: String) -> DocumentValue {
        [
            "id": .string(Sample.userID), "object": "user", "organization_id": .string(Sample.organizationID),
            "email": "ada@example.com", "name": "Ada Lovelace", "role": .string(role), "status": "active",
            "created_at": .string(Sample.began), "updated_at": .string(Sample.began),
        ]
    }
}

enum TeamExamples {
    static var team: DocumentValue { body(description: "Answers customers.") }

    static var updated: DocumentValue { body(description: "Answers customers, day and night.") }

    static let create: DocumentValue = [
        "name": "Support", "description": "Answers customers.", "metadata": Sample.metadata,
    ]

    static let update: DocumentValue = ["description": "Answers customers, day and night."]

    private static func body(description: String) -> DocumentValue {
        [
            "id": .string(Sample.teamID), "object": "team", "organization_id": .string(Sample.organizationID),
            "name": "Support", "slug": "support", "description": .string(description), "metadata": Sample.metadata,
            "created_at": .string(Sample.began), "updated_at": .string(Sample.began),
        ]
    }
}

enum TeamMemberExamples {
    static let create: DocumentValue = ["role": "admin"]

    static let update: DocumentValue = ["role": "member"]

    static func member(role: String) -> DocumentValue {
        [
            "object": "team_member", "team_id": .string(Sample.teamID), "user_id": .string(Sample.userID),
            "role": .string(role), "created_at": .string(Sample.began), "updated_at": .string(Sample.began),
        ]
    }
}
