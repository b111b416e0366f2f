import Admission
import Domain
import HTTPTypes
import Logging
import NIOCore
import NIOHTTP1
import Wire

/// Answers the two operations that every model call waits for, verify and authz, on the event loop of the connection:
/// ahead of the router, without a task, an await or a lock that anybody waits under.
///
/// It says what the route would say, byte for byte, or nothing at all: whatever is refused, malformed or merely unusual
/// it leaves to the route, untouched, which then finds the words. One for each connection; not for two threads.
public final class HotPath {
    public typealias Reply = (head: HTTPResponseHead, body: ByteBuffer?)

    private let service: AdminService
    private let metrics: MetricsRegistry
    private let logger: Logger
    private let peer: IPAddress?
    private let proxyKeyName: String
    private let proxyModelName: String?
    private var requestIDs = RequestIDGenerator()
    private var date = DateText()

    init(_ application: AdminApplication, peer: IPAddress?) {
        service = application.service
        metrics = application.metrics
        logger = application.logger
        self.peer = peer
        proxyKeyName = service.settings.proxyKeyHeader.canonicalName
        proxyModelName = service.settings.proxyModelHeader?.canonicalName
    }

    /// Whether a request may be one of these, by its first line: only then is it worth gathering.
    public func takes(_ head: HTTPRequestHead) -> Bool { Self.endpoint(of: head) != nil }

    /// - Parameter body: all of it; `nil` for none.
    /// - Returns: `nil` for a request that the route is to answer. Nothing has happened to it then.
    public func answer(_ head: HTTPRequestHead, body: ByteBuffer?) -> Reply? {
        let start = ContinuousClock.now
        guard let endpoint = Self.endpoint(of: head),
            let request = HotRequest(head.headers, proxyKeyName: proxyKeyName, proxyModelName: proxyModelName)
        else { return nil }
        let origin = CallOrigin(
            requestID: RequestIdentity.choose(request.requestID, using: &requestIDs),
            address: service.settings.trustedProxies.address(of: peer, forwardedFor: request.forwardedFor),
            userAgent: request.userAgent)
        let answered =
            endpoint == .verifyKey
            ? verify(request, body, origin) : body == nil ? authorize(request, origin) : nil
        guard var reply = answered else { return nil }
        reply.head.headers.add(name: "Date", value: date.text(at: service.time.now()))
        reply.head.headers.add(name: "X-Request-Id", value: origin.requestID)
        finish(endpoint, head.method, reply.head.status.code, origin, since: start)
        return reply
    }

    /// HTTP/1.1 only, as older clients may not keep the connection; and no query, which neither takes.
    private static func endpoint(of head: HTTPRequestHead) -> Endpoint? {
        guard head.version == .http1_1 else { return nil }
        switch (head.method, head.uri) {
        case (.POST, "/v1/keys/verify"): return .verifyKey
        case (.GET, "/v1/authz"): return .authorizeGet
        case (.POST, "/v1/authz"): return .authorizePost
        default: return nil
        }
    }

    private func verify(_ request: HotRequest, _ body: ByteBuffer?, _ origin: CallOrigin) -> Reply? {
        guard let body, body.readableBytes <= service.settings.maximumBodyBytes,
            request.isJSON, let bearer = request.bearer,
            case .scope(let scope) = Endpoint.verifyKey.access,
            let query = VerifyRequestBody(plain: body), let client = try? service.client(bearer: String(bearer)),
            let call = try? ManagementCall(
                caller: .client(client), needing: scope, organization: request.organization, origin: origin),
            let decision = try? service.verifyKeyAtOnce(query, call)
        else { return nil }
        metrics.count(decision)
        let json = decision.body(requestID: query.requestID).json
        var headers = HTTPHeaders()
        headers.reserveCapacity(8)
        headers.add(name: "Content-Type", value: JSONReply.contentType)
        headers.add(name: "Cache-Control", value: "no-store")
        headers.add(name: "Content-Length", value: String(json.readableBytes))
        headers.add(contentsOf: decision.key.outgoing?.headers)
        return (HTTPResponseHead(version: .http1_1, status: .ok, headers: headers), json)
    }

    private func authorize(_ request: HotRequest, _ origin: CallOrigin) -> Reply? {
        guard
            let decision = try? service.authorizeForProxyAtOnce(
                ProxyRoutes.key(request.proxyKey), model: request.proxyModel, origin: origin),
            // A refused call has counted nothing: the route finds it refused again, and the words for it.
            decision.limits?.denial == nil
        else { return nil }
        metrics.count(decision)
        var headers = HTTPHeaders()
        headers.reserveCapacity(16)
        headers.add(contentsOf: ProxyRoutes.headers(decision))
        return (HTTPResponseHead(version: .http1_1, status: .noContent, headers: headers), nil)
    }

    private func finish(
        _ endpoint: Endpoint, _ method: HTTPMethod, _ status: UInt, _ origin: CallOrigin,
        since start: ContinuousClock.Instant
    ) {
        let nanoseconds = (ContinuousClock.now - start).nanoseconds
        metrics.countRequest(endpoint, status: Int(status), nanoseconds: nanoseconds)
        guard service.settings.logsRequests else { return }
        let line = RequestLine(
            method: method.rawValue, endpoint: endpoint, status: Int(status), nanoseconds: nanoseconds,
            requestID: origin.requestID, address: origin.address)
        line.write(to: logger)
    }
}

extension AdminApplication {
    /// - Parameter surfaces: what the listener serves.
    /// - Returns: what makes the hot path of a connection; `nil` for a listener that does not serve its operations.
    public func hotPath(
        surfaces: Set<Surface> = Set(Surface.allCases)
    ) -> (@Sendable (SocketAddress?) -> HotPath)? {
        guard surfaces.contains(.verify) else { return nil }
        return { address in HotPath(self, peer: address?.ipAddress.flatMap { IPAddress($0) }) }
    }
}

/// The `Date` of replies (RFC 9110 §6.6.1), put into words once a second.
private struct DateText {
    private var second = Int64.min
    private var text = ""

    mutating func text(at now: Instant) -> String {
        if now.unixSeconds != second { (second, text) = (now.unixSeconds, now.httpDate) }
        return text
    }
}

extension HTTPHeaders {
    fileprivate mutating func add(contentsOf fields: HTTPFields?) {
        for field in fields ?? [:] { add(name: field.name.rawName, value: field.value) }
    }
}
