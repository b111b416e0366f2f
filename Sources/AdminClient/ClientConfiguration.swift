import HTTPClient

/// Where the server is, who is asking, and how patiently.
public struct ClientConfiguration: Sendable {
    /// Scheme, host and port, and a path where the server lives under one: `https://keys.example.com`; or
    /// `unix:/run/keyhold/admind.sock`, see `ServerAddress`.
    public var url: String
    /// Nil reaches only what needs no credential, and what a key does for itself.
    public var credential: Credential?
    /// Id or slug of the tenant that a platform-level client acts in; sent as `Keyhold-Organization`.
    public var organization: String?
    /// The key that `rotateOwnKey` rotates and `holder` asks about.
    public var apiKey: SecretText?
    public var tokenCache: any TokenCache = MemoryTokenCache()
    public var transport: TransportConfiguration
    /// Questions are asked, changes are not made: the first one throws `AdminClientError.rehearsed`.
    public var isRehearsal = false
    /// Unix seconds.
    public var now: @Sendable () -> Int64 = ClientConfiguration.systemTime

    /// - Parameter userAgent: `name/version`.
    public init(url: String, credential: Credential? = nil, userAgent: String) {
        self.url = url
        self.credential = credential
        transport = TransportConfiguration(userAgent: userAgent)
    }
}

/// What a caller shows for itself.
public enum Credential: Sendable {
    /// Exchanged for access tokens as they are needed.
    case client(id: String, secret: SecretText)
    /// Used as it is, and not renewed.
    case accessToken(SecretText)
}

extension ClientConfiguration {
    /// What `transport.observe` is told.
    public typealias Exchange = HTTPClient.Exchange

    /// What `transport.observePlainCredential` is told.
    public typealias ServerHost = HTTPClient.ServerHost
}

extension AdminClientError {
    /// Why no answer came.
    public typealias TransportReason = TransportError

    /// Why there was no secure connection.
    public typealias TLSReason = TLSTrouble
}
