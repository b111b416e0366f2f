/// The replies of `/healthz` and `/readyz`.
public struct StatusBody: Codable, Sendable {
    /// `ok`, `draining`, `not_writable`.
    public let status: String
    public let version: String

    public init(status: String, version: String) {
        self.status = status
        self.version = version
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case status, version }
}

/// What `admind init` prints and `serve` leaves in a file on an empty data directory: the one time a root secret is shown.
public struct RootCredentialBody: Codable, Sendable {
    public let clientID: String
    public let clientSecret: String
    public let scopes: [String]

    public init(clientID: String, clientSecret: String, scopes: [String]) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.scopes = scopes
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case scopes
        case clientID = "client_id"
        case clientSecret = "client_secret"
    }
}
