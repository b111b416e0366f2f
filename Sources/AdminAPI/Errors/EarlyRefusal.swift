import Domain
import HTTPTypes
import NIOCore

/// A reply to what never became a request of the application: too slow, too large, or no HTTP. It looks like every other.
public struct EarlyRefusal: Sendable {
    public let status: HTTPResponse.Status
    public let headers: HTTPFields
    public let body: ByteBuffer
}

extension AdminApplication {
    /// Says the error in the shape of `/v1`, as nothing is known of the path, and counts it.
    public func refuseEarly(_ error: AdminError) -> EarlyRefusal {
        let requestID = RequestIdentity.choose(nil)
        metrics.countRequest(nil, status: error.code.status.code, nanoseconds: 0)
        logger.debug(
            "refused early", metadata: ["request_id": "\(requestID)", "code": "\(error.code.rawValue)"])
        var headers = ErrorResponse.headers(error)
        headers[.requestID] = requestID
        return EarlyRefusal(
            status: error.code.status, headers: headers,
            body: JSONReply.encode(ErrorResponse.body(error, requestID)))
    }
}
