import Domain
import Logging
import Wire

/// The one line that a request leaves in the log: the route and not the path, which may hold anything; no header but the
/// request's id; no body.
struct RequestLine {
    let method: String
    /// `nil` for a request that matched none.
    let endpoint: Endpoint?
    let status: Int
    let nanoseconds: UInt64
    let requestID: String
    let address: IPAddress?

    func write(to logger: Logger) {
        logger.info(
            "request",
            metadata: [
                "method": "\(method)", "route": "\(endpoint?.path ?? "unmatched")", "status": "\(status)",
                "duration_us": "\(nanoseconds / 1000)", "request_id": "\(requestID)",
                "address": "\(address?.text ?? "local")",
            ])
    }
}
