import Domain
import Logging
import Wire

/// The one line that a request leaves in the log: the route and not the path, which may hold anything; no header but the
/// request's id; no body. Whoever makes it pays for no text: that is for whoever writes it.
public struct RequestLine: Sendable {
    let method: String
    /// `nil` for a request that matched none.
    let endpoint: Endpoint?
    let status: Int
    let nanoseconds: UInt64
    let requestID: String
    let source: RequestSource

    /// What the line says, by name.
    public var fields: [(name: String, value: String)] {
        [
            ("address", source.text), ("duration_us", String(nanoseconds / 1000)), ("method", method),
            ("request_id", requestID), ("route", endpoint?.path ?? "unmatched"), ("status", String(status)),
        ]
    }
}

/// Where requests leave their lines. Called on event loops: it must not wait for anybody.
public protocol AccessLog: Sendable {
    func log(_ line: RequestLine)
}

/// Lines of requests among all others.
struct LoggerAccessLog: AccessLog {
    let logger: Logger

    func log(_ line: RequestLine) {
        logger.info(
            "request", metadata: Dictionary(uniqueKeysWithValues: line.fields.map { ($0.name, "\($0.value)") }))
    }
}
