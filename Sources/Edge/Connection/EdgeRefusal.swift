import Domain
import HTTPTypes
import NIOCore

/// What a peer is told that is refused before its request reaches the application.
public struct EdgeRefusal: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let body: ByteBuffer

    /// Puts an error into the words of the application, and counts it there.
    public typealias Renderer = @Sendable (AdminError) -> EdgeRefusal

    public init(status: HTTPResponse.Status, headers: HTTPFields, body: ByteBuffer) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension AdminError {
    static let slowHead = AdminError(.requestTimeout, "The head of the request did not come in time.")
    static let slowBody = AdminError(.requestTimeout, "The body of the request did not come in time.", param: "body")
    static let largeHead = AdminError(.headersTooLarge, "The head of the request is larger than the server accepts.")
    static let malformed = AdminError(.invalidRequest, "This is no request that HTTP knows.")
    static let brokenBody = AdminError.invalid("body", "The body is malformed, or ends before it should.")
    /// RFC 9113 §8.3.1: `:path` holds a path. The whole URLs that RFC 9112 §3.2.2 has servers take are of HTTP/1.1 alone.
    static let doubtfulPath = AdminError.invalid("path", "The path must begin with a slash.")
    static let doubtfulHost = AdminError.invalid("Host", "The request must name one host, and no more than one.")
}
