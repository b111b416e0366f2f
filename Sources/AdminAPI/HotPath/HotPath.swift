import Domain
import HTTPTypes
import NIOCore
import NIOHTTP1
import Wire

/// Answers the operations that every model call waits for, verify, authz and settle, and the request for a token, on the
/// event loop of the connection: ahead of the router, without a task or a lock that anybody waits under. What has to be on
/// disk first is answered when it is.
///
/// It says what the route would say, byte for byte, or nothing at all: whatever is refused, malformed or merely unusual
/// it leaves to the route, untouched, which then finds the words. One for each connection; not for two threads.
public final class HotPath {
    public typealias Reply = (head: HTTPResponseHead, body: ByteBuffer?)

    private enum Operation {
        case verify
        case authorize
        case settle(ReservationID)
        case issueToken

        var isOfProxy: Bool { if case .authorize = self { true } else { false } }

        var endpoint: Endpoint {
            switch self {
            case .verify: .verifyKey
            case .authorize: .authorize
            case .settle: .settleReservation
            case .issueToken: .issueToken
            }
        }
    }

    private let service: AdminService
    private let metrics: MetricsRegistry
    private let accessLog: (any AccessLog)?
    private let peer: IPAddress?
    /// Whether it answers more than requests for tokens.
    private let answersCalls: Bool
    private let callNames: CallFieldNames
    private var requestIDs = RequestIDGenerator()
    private var date = DateText()

    init(_ application: AdminApplication, peer: IPAddress?, answersCalls: Bool) {
        service = application.service
        metrics = application.metrics
        accessLog = application.accessLog
        self.peer = peer
        self.answersCalls = answersCalls
        callNames = CallFieldNames(service.settings)
    }

    /// Whether a request may be one of these, by its first line: only then is it worth gathering.
    public func takes(_ head: HTTPRequestHead) -> Bool { operation(of: head) != nil }

    /// - Parameter body: all of it; `nil` for none.
    /// - Returns: `nil` for a request that the route is to answer. Nothing has happened to it then.
    public func answer(_ head: HTTPRequestHead, body: ByteBuffer?) -> Decision? {
        let start = ContinuousClock.now
        guard let operation = operation(of: head),
            let request = HotRequest(head.headers, callNames: operation.isOfProxy ? callNames : nil)
        else { return nil }
        let origin = CallOrigin(
            requestID: RequestIdentity.choose(request.requestID, using: &requestIDs),
            source: service.settings.trustedProxies.source(
                of: peer, forwardedFor: request.forwardedFor, isNamedElsewhere: request.isNamedElsewhere),
            userAgent: request.userAgent)
        let decided: Decision? =
            switch operation {
            case .verify: verify(request, body, origin)
            case .authorize: authorize(request, body, origin)
            case .settle(let id): settle(id, request, body, origin)
            case .issueToken: issueToken(request, body, origin)
            }
        guard let decided else { return nil }
        return Decision(whenOnDisk: decided.whenOnDisk) { [self] in
            var reply = decided.reply()
            reply.head.headers.add(name: "Date", value: date.text(at: service.time.now()))
            reply.head.headers.add(name: "X-Request-Id", value: origin.requestID)
            finish(operation.endpoint, head.method, reply.head.status.code, origin, since: start)
            return reply
        }
    }

    /// HTTP/1.1 only, as older clients may not keep the connection; and no query, which none of the others takes.
    private func operation(of head: HTTPRequestHead) -> Operation? {
        guard head.version == .http1_1 else { return nil }
        if head.method == .POST, head.uri == "/oauth2/token" { return .issueToken }
        return answersCalls ? Self.call(of: head) : nil
    }

    private static func call(of head: HTTPRequestHead) -> Operation? {
        if isAuthorize(head.uri) { return head.method == .HEAD || head.method == .CONNECT ? nil : .authorize }
        guard head.method == .POST else { return nil }
        return head.uri == "/v1/keys/verify" ? .verify : settled(head.uri).map { .settle($0) }
    }

    /// With a query, or without one: Envoy puts the path of the request that it holds there.
    private static func isAuthorize(_ uri: String) -> Bool {
        let path = "/v1/authz"
        guard uri.utf8.starts(with: path.utf8) else { return false }
        let rest = uri.utf8.dropFirst(path.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "?")
    }

    private static func settled(_ uri: String) -> ReservationID? {
        let (before, after) = ("/v1/reservations/", "/settle")
        // By its length first, as every request is asked.
        guard uri.utf8.count == before.utf8.count + ReservationID.textLength + after.utf8.count, uri.hasPrefix(before),
            uri.utf8.suffix(after.utf8.count).elementsEqual(after.utf8)
        else { return nil }
        return ReservationID(Substring(uri.utf8.dropFirst(before.utf8.count).dropLast(after.utf8.count)))
    }

    private func verify(_ request: HotRequest, _ body: ByteBuffer?, _ origin: CallOrigin) -> Decision? {
        guard let body, let call = call(.verifyKey, request, body, origin), let query = VerifyRequestBody(plain: body),
            let (decision, ticket) = try? service.verifyKeyNow(query, call),
            // What a repeated request id was answered with before, be it refused now, the disk may know.
            query.reserve != true || decision.limits?.denial == nil
        else { return nil }
        return Decision(ticket) { [metrics] in
            metrics.count(decision)
            return Self.json(
                VerifyReply(decision: decision, requestID: query.requestID).json, decision.key.outgoing?.headers)
        }
    }

    private func settle(
        _ id: ReservationID, _ request: HotRequest, _ body: ByteBuffer?, _ origin: CallOrigin
    ) -> Decision? {
        guard let body, let call = call(.settleReservation, request, body, origin),
            let settled = SettleBody(plain: body), let ended = try? service.settleReservationNow(id, settled, call)
        else { return nil }
        return Decision(ended.ticket) { Self.json(ReservationReply(known: ended.known).json(capacity: 1024), nil) }
    }

    private func authorize(_ request: HotRequest, _ body: ByteBuffer?, _ origin: CallOrigin) -> Decision? {
        guard body?.readableBytes ?? 0 <= service.settings.maximumBodyBytes, let key = request.proxyKey,
            let (decision, ticket) = try? service.authorizeForProxyNow(
                ProxyRoutes.key(key), model: request.proxyModel, origin: origin) ?? nil,
            // A refused call has counted nothing: the route finds it refused again, and the words for it.
            decision.limits?.denial == nil
        else { return nil }
        return Decision(ticket) { [metrics] in
            metrics.count(decision)
            var headers = HTTPHeaders()
            headers.reserveCapacity(16)
            for (name, value) in ProxyRoutes.headers(decision) { headers.add(name: name.rawName, value: value) }
            headers.add(name: "Content-Length", value: "0")
            return (HTTPResponseHead(version: .http1_1, status: .ok, headers: headers), nil)
        }
    }

    private func issueToken(_ request: HotRequest, _ body: ByteBuffer?, _ origin: CallOrigin) -> Decision? {
        guard let body, body.readableBytes <= service.settings.maximumBodyBytes, request.isForm,
            let form = PlainTokenForm(body, authorization: request.authorization),
            let grant = try? service.tokenGrant(form.credential, scope: form.scope, from: origin)
        else { return nil }
        return Decision { [service] tell in
            service.write(grant) { outcome in
                if case .success = outcome { tell(true) } else { tell(false) }
            }
        } reply: {
            Self.json(grant.body.json(capacity: 256), OAuthRoutes.tokenHeaders)
        }
    }

    /// The call of a client with a live token that holds the operation's scope, with a body that may be one.
    private func call(
        _ endpoint: Endpoint, _ request: HotRequest, _ body: ByteBuffer, _ origin: CallOrigin
    ) -> ManagementCall? {
        guard body.readableBytes <= service.settings.maximumBodyBytes, request.isJSON, let bearer = request.bearer,
            case .scope(let scope) = endpoint.access, let client = try? service.client(bearer: String(bearer))
        else { return nil }
        return try? ManagementCall(
            caller: .client(client), needing: scope, organization: request.organization, origin: origin)
    }

    private static func json(_ body: ByteBuffer, _ extra: HTTPFields?) -> Reply {
        var headers = HTTPHeaders()
        headers.reserveCapacity(8)
        headers.add(name: "Content-Type", value: JSONReply.contentType)
        headers.add(name: "Cache-Control", value: "no-store")
        headers.add(name: "Content-Length", value: String(body.readableBytes))
        headers.add(contentsOf: extra)
        return (HTTPResponseHead(version: .http1_1, status: .ok, headers: headers), body)
    }

    private func finish(
        _ endpoint: Endpoint, _ method: HTTPMethod, _ status: UInt, _ origin: CallOrigin,
        since start: ContinuousClock.Instant
    ) {
        let nanoseconds = (ContinuousClock.now - start).nanoseconds
        metrics.countRequest(endpoint, status: Int(status), nanoseconds: nanoseconds)
        accessLog?.log(
            RequestLine(
                method: method.rawValue, endpoint: endpoint, status: Int(status), nanoseconds: nanoseconds,
                requestID: origin.requestID, source: origin.source))
    }
}

extension AdminApplication {
    /// - Parameter surfaces: what the listener serves.
    /// - Returns: what makes the hot path of a connection; `nil` for a listener that does not serve its operations.
    public func hotPath(
        surfaces: Set<Surface> = Set(Surface.allCases)
    ) -> (@Sendable (SocketAddress?) -> HotPath)? {
        guard !surfaces.isDisjoint(with: Endpoint.issueToken.surfaces) else { return nil }
        let answersCalls = surfaces.contains(.verify)
        return { address in
            HotPath(self, peer: address.flatMap { IPAddress($0) }, answersCalls: answersCalls)
        }
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
