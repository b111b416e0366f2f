/// How a transport behaves. Proxies are taken from the environment as curl does (`http_proxy`, `HTTPS_PROXY`,
/// `NO_PROXY`), but never for this machine itself; certificates are always verified.
public struct TransportConfiguration: Sendable {
    /// `name/version`, sent as `User-Agent`.
    public var userAgent: String
    public var connectTimeoutMilliseconds = 5_000
    /// From the first look-up to the last byte of the reply, for each attempt.
    public var totalTimeoutMilliseconds = 30_000
    /// A PEM file of certificate authorities that replaces the system's.
    public var caFile: String?
    /// A PEM file with the certificate that is shown to a server that asks for one, and those that it is signed by.
    public var clientCertificateFile: String?
    /// A PEM file with its key; nil where the certificate's file holds it, too. It is not encrypted: nobody is asked.
    public var clientKeyFile: String?
    /// The Unix socket that every request goes to, whatever host its address names.
    public var unixSocketPath: String?
    public var maxBodyBytes = 64 * 1024 * 1024
    public var retry = RetryPolicy()
    /// Called after each attempt, on the calling thread.
    public var observe: (@Sendable (Exchange) -> Void)?

    /// Called before each attempt that sends a credential over plain HTTP to another machine, on the calling thread.
    public var observePlainCredential: (@Sendable (ServerHost) -> Void)?

    public init(userAgent: String) {
        self.userAgent = userAgent
    }
}

/// One attempt, whole: whoever shows it takes the secrets out first.
public struct Exchange: Sendable {
    public typealias Field = Headers.Field

    public let request: Request
    public let outcome: Result<Response, TransportError>
    public let duration: Duration

    /// The request's path and query, without scheme and host.
    public var path: String {
        guard let scheme = request.url.firstRange(of: "://") else { return request.url }
        let rest = request.url[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
}
