/// One HTTP response, of any status.
public struct Response: Sendable {
    public let status: Int
    public let headers: Headers
    public let body: [UInt8]
    /// Seconds until the server wants to be asked again, from `Retry-After` in either of its forms; nil without one.
    public let retryAfterSeconds: Int?

    public init(status: Int, headers: Headers, body: [UInt8], retryAfterSeconds: Int? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.retryAfterSeconds = retryAfterSeconds
    }
}
