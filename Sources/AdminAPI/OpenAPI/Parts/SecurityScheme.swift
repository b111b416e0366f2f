import Domain
import Wire

/// The three ways to show who one is.
enum SecurityScheme: String, CaseIterable, Sendable {
    case oauth2
    case apiKey
    case client

    static func components(issuer: String) -> DocumentValue {
        .object(allCases.map { DocumentValue.Member($0.rawValue, $0.value(issuer: issuer)) })
    }

    /// Follows from the table that the routes guard by.
    static func requirement(of access: Access) -> DocumentValue {
        switch access {
        case .open: []
        case .scope(let scope): [.object([.init(oauth2.rawValue, [.string(scope.rawValue)])])]
        case .apiKeyOrScope(let scope):
            [.object([.init(apiKey.rawValue, [])]), .object([.init(oauth2.rawValue, [.string(scope.rawValue)])])]
        case .apiKey: [.object([.init(apiKey.rawValue, [])])]
        case .clientCredential: [.object([.init(client.rawValue, [])])]
        }
    }

    private func value(issuer: String) -> DocumentValue {
        switch self {
        case .oauth2:
            [
                "type": "oauth2",
                "description": "An access token, sent as a bearer token. A token with `*` has every scope.",
                "flows": [
                    "clientCredentials": [
                        "tokenUrl": .string(issuer + Endpoint.issueToken.path), "scopes": Self.scopes,
                    ]
                ],
            ]
        case .apiKey:
            [
                "type": "http", "scheme": "bearer",
                "description": "The API key that the call is about, sent as a bearer token.",
            ]
        case .client:
            [
                "type": "http", "scheme": "basic",
                "description": """
                A client's id and secret, each form-encoded first (RFC 6749 §2.3.1). Instead of this header, the body \
                may carry them as `client_id` and `client_secret`; never both.
                """,
            ]
        }
    }

    private static var scopes: DocumentValue {
        .object(Scope.allCases.map { DocumentValue.Member($0.rawValue, .string($0.summary)) })
    }
}
