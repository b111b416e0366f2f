import HTTPTypes
import Policy

/// What the application needs to know of its configuration.
public struct ServiceSettings: Sendable {
    /// The address under which clients reach the daemon, without a slash at the end: the issuer of RFC 8414.
    public var issuer: String
    /// How long an outgoing secret stays valid where a rotation does not say: 0 … 2 592 000 seconds.
    public var transitionSeconds: Int64
    /// How long an access token lives: 60 … 86 400 seconds.
    public var tokenLifetimeSeconds: Int64
    /// Live access tokens that one client may hold.
    public var maximumTokensPerClient: Int
    /// The largest request body that is read, in bytes.
    public var maximumBodyBytes: Int
    /// Whether every request leaves a line in the log.
    public var logsRequests: Bool

    /// Tokens of output that are reckoned with where neither the call nor its model says how many there may be.
    public var defaultOutputTokens: Int64 = 4096
    /// Counters of limits that one organization may have.
    public var maximumCounters = LimitRules.maximumCounters
    /// How long ago a call may have been whose usage is recorded, in days.
    public var maximumUsageAgeDays: Int64 = 31
    /// What stands before the paths of links in replies: the address under which clients reach the daemon where that has
    /// a path, or nothing.
    public var linkBase = ""
    /// The headers in which a request may carry its key.
    public var proxyKeyHeaders = KeyHeaders.standard
    /// The header in which a proxied request names its model; `nil` asks about none.
    public var proxyModelHeader: HTTPField.Name?
    /// Peers whose `X-Forwarded-For` is believed.
    public var trustedProxies = TrustedProxies()

    public init(
        issuer: String = "http://127.0.0.1:8700", transitionSeconds: Int64 = 3600, tokenLifetimeSeconds: Int64 = 3600,
        maximumTokensPerClient: Int = 10_000, maximumBodyBytes: Int = 1_048_576, logsRequests: Bool = true
    ) {
        self.issuer = issuer
        self.transitionSeconds = transitionSeconds
        self.tokenLifetimeSeconds = tokenLifetimeSeconds
        self.maximumTokensPerClient = maximumTokensPerClient
        self.maximumBodyBytes = maximumBodyBytes
        self.logsRequests = logsRequests
    }
}
