/// The reply of the token endpoint (RFC 6749 §5.1).
public struct TokenBody: Codable, Sendable {
    public let accessToken: String
    public let tokenType: String
    /// Seconds.
    public let expiresIn: Int64
    /// Names with a space between.
    public let scope: String

    public init(accessToken: String, expiresIn: Int64, scope: String) {
        self.accessToken = accessToken
        tokenType = "Bearer"
        self.expiresIn = expiresIn
        self.scope = scope
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case scope
        case accessToken = "access_token"
        case tokenType = "token_type"
        case expiresIn = "expires_in"
    }
}

/// The reply of the introspection endpoint (RFC 7662 §2.2). All but `active` is absent where the token is not active.
public struct IntrospectionBody: Codable, Sendable {
    public let active: Bool
    public var scope: String?
    public var clientID: String?
    public var tokenType: String?
    /// Unix seconds.
    public var exp: Int64?
    /// Unix seconds.
    public var iat: Int64?
    public var sub: String?
    public var iss: String?
    public var organizationID: String?
    public var userID: String?

    public init(active: Bool) {
        self.active = active
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case active, scope, exp, iat, sub, iss
        case clientID = "client_id"
        case tokenType = "token_type"
        case organizationID = "organization_id"
        case userID = "user_id"
    }
}

/// What a client library reads to find its way (RFC 8414 §2).
public struct ServerMetadataBody: Codable, Sendable {
    public let issuer: String
    public let tokenEndpoint: String
    public let introspectionEndpoint: String
    public let revocationEndpoint: String
    public var grantTypesSupported = ["client_credentials"]
    /// Required by RFC 8414; empty, as there is no authorization endpoint.
    public var responseTypesSupported: [String] = []
    public var tokenEndpointAuthMethodsSupported = ["client_secret_basic", "client_secret_post"]
    public var introspectionEndpointAuthMethodsSupported = ["client_secret_basic", "client_secret_post"]
    public var revocationEndpointAuthMethodsSupported = ["client_secret_basic", "client_secret_post"]
    public let scopesSupported: [String]

    public init(issuer: String, scopes: [String]) {
        self.issuer = issuer
        tokenEndpoint = issuer + Endpoint.issueToken.path
        introspectionEndpoint = issuer + Endpoint.introspectToken.path
        revocationEndpoint = issuer + Endpoint.revokeToken.path
        scopesSupported = scopes
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case issuer
        case tokenEndpoint = "token_endpoint"
        case introspectionEndpoint = "introspection_endpoint"
        case revocationEndpoint = "revocation_endpoint"
        case grantTypesSupported = "grant_types_supported"
        case responseTypesSupported = "response_types_supported"
        case tokenEndpointAuthMethodsSupported = "token_endpoint_auth_methods_supported"
        case introspectionEndpointAuthMethodsSupported = "introspection_endpoint_auth_methods_supported"
        case revocationEndpointAuthMethodsSupported = "revocation_endpoint_auth_methods_supported"
        case scopesSupported = "scopes_supported"
    }
}
