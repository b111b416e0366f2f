/// A secret that turned up somewhere: an API key, an access token or a client secret, whole.
public struct FoundSecretBody: StrictBody {
    public var secret: String

    public init(secret: String) {
        self.secret = secret
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case secret }
    public static var fields: [String] { names(CodingKeys.self) }
}

/// Whose a secret is. All beyond `found` and `kind` is absent where the caller may not know of it.
public struct SecretLookupBody: Codable, Sendable {
    public let found: Bool
    /// `api_key`, `access_token`, `client_secret`; absent for a text that is no Keyhold secret.
    public var kind: String?
    /// The secret would be accepted now.
    public var live: Bool?
    /// `current` or `outgoing`.
    public var state: String?
    /// The masked form.
    public var secret: String?
    public var organizationID: String?
    public var keyID: String?
    public var clientID: String?
    public var name: String?
    public var teamID: String?
    public var userID: String?

    public init(found: Bool) {
        self.found = found
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case found, kind, live, state, secret, name
        case organizationID = "organization_id"
        case keyID = "key_id"
        case clientID = "client_id"
        case teamID = "team_id"
        case userID = "user_id"
    }
}

/// What was done about a leaked secret.
public struct LeakRevocationBody: Codable, Sendable {
    public let revoked: Bool
    /// `key_disabled`, `outgoing_secret_ended`, `client_disabled`, `token_revoked`; absent where nothing was found.
    public var action: String?
    public var keyID: String?
    public var clientID: String?

    public init(revoked: Bool) {
        self.revoked = revoked
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case revoked, action
        case keyID = "key_id"
        case clientID = "client_id"
    }
}
