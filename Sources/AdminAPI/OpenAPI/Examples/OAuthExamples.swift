import Domain

enum OAuthClientExamples {
    static let create: DocumentValue = [
        "name": "deployer", "scopes": ["keys.read", "keys.write"], "user_id": .string(Sample.userID),
    ]

    static let update: DocumentValue = ["scopes": ["keys.read"], "user_id": nil]

    static var created: DocumentValue { body(secret: Sample.clientSecret) }

    static var read: DocumentValue { body() }

    static var updated: DocumentValue { body(scopes: ["keys.read"], user: .null) }

    static var rotated: DocumentValue { body(secret: Sample.clientSecret, rotation: APIKeyExamples.rotation) }

    private static func body(
        scopes: DocumentValue = ["keys.read", "keys.write"], user: DocumentValue = .string(Sample.userID),
        secret: String = "khs_…4tLm", rotation: DocumentValue = .null
    ) -> DocumentValue {
        [
            "client_id": .string(Sample.clientID), "object": "oauth_client",
            "organization_id": .string(Sample.organizationID), "name": "deployer", "user_id": user, "scopes": scopes,
            "enabled": true, "client_secret": .string(secret), "rotation": rotation,
            "created_at": .string(Sample.began), "updated_at": .string(Sample.began),
        ]
    }
}

enum TokenExamples {
    static let request: DocumentValue = ["grant_type": "client_credentials", "scope": "keys.read keys.write"]

    static let token: DocumentValue = [
        "access_token": .string(Sample.accessToken), "token_type": "Bearer", "expires_in": 3600,
        "scope": "keys.read keys.write",
    ]

    /// For looking at a token, and for ending it.
    static let question: DocumentValue = [
        "token": .string(Sample.accessToken), "token_type_hint": "access_token",
    ]

    static let introspection: DocumentValue = [
        "active": true, "scope": "keys.read keys.write", "client_id": .string(Sample.clientID),
        "token_type": "Bearer", "exp": 1_767_229_200, "iat": 1_767_225_600, "sub": .string(Sample.clientID),
        "iss": "https://keyhold.example.com", "organization_id": .string(Sample.organizationID),
        "user_id": .string(Sample.userID),
    ]

    static var serverMetadata: DocumentValue {
        [
            "issuer": "https://keyhold.example.com",
            "token_endpoint": "https://keyhold.example.com/oauth2/token",
            "introspection_endpoint": "https://keyhold.example.com/oauth2/introspect",
            "revocation_endpoint": "https://keyhold.example.com/oauth2/revoke",
            "grant_types_supported": ["client_credentials"], "response_types_supported": [],
            "token_endpoint_auth_methods_supported": methods, "introspection_endpoint_auth_methods_supported": methods,
            "revocation_endpoint_auth_methods_supported": methods,
            "scopes_supported": .words(Scope.allCases.map(\.rawValue)),
        ]
    }

    private static let methods: DocumentValue = ["client_secret_basic", "client_secret_post"]
}
