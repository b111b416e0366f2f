import Domain
import HTTPTypes
import Hummingbird
import KeyVault
import Logging
import Synchronization
import Wire

/// The outermost layer: gives a request its id, refuses paths that play tricks, turns errors into replies, counts, and
/// leaves one line in the log.
struct RequestEnvelope: RouterMiddleware {
    typealias Context = AdminRequestContext

    let metrics: MetricsRegistry
    let logger: Logger
    /// `nil` where requests leave no lines.
    let accessLog: (any AccessLog)?
    let settings: ServiceSettings
    let table: EndpointTable

    func handle(
        _ request: Request, context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.requestID = RequestIdentity.choose(request.headers.value(of: .requestID))
        context.source = settings.trustedProxies.source(of: context.peerAddress, request.headers)
        // Where the router has found none, it is none afterwards too.
        let endpoint = table.find(request.method, context.endpointPath, path: request.uri.path)
        var response: Response
        do {
            try CanonicalPath.check(request)
            try RequestFraming.check(
                request, maximumBodyBytes: endpoint?.maximumBodyBytes(settings) ?? settings.maximumBodyBytes,
                isRead: endpoint?.takesEveryMethod != true)
            response = try await next(request, context)
        } catch {
            response = refuse(error, request, context)
        }
        response.headers[.requestID] = context.requestID
        let elapsed = (ContinuousClock.now - start).nanoseconds
        metrics.countRequest(endpoint, status: response.status.code, nanoseconds: elapsed)
        accessLog?.log(
            RequestLine(
                method: Self.printable(request.method), endpoint: endpoint, status: response.status.code,
                nanoseconds: elapsed, requestID: context.requestID, source: context.source))
        return response
    }

    private func refuse(_ error: any Error, _ request: Request, _ context: AdminRequestContext) -> Response {
        var known = AdminError(anything: error)
        let allowed = table.methods(at: request.uri.path)
        if known.code == .notFound, context.endpointPath == "NotFound", !allowed.isEmpty {
            known = AdminError(.methodNotAllowed, "This path does not take \(Self.printable(request.method)).")
        }
        if known.code == .internalError || known.code == .unavailable {
            logger.error(
                "request failed",
                metadata: [
                    "request_id": "\(context.requestID)", "code": "\(known.code.rawValue)",
                    "detail": "\(SecretFormat.concealing(known.detail ?? known.message))",
                ])
        }
        var response = ErrorResponse.make(known, for: request, requestID: context.requestID)
        if known.code == .methodNotAllowed { response.headers[.allow] = allowed.joined(separator: ", ") }
        return response
    }

    private static func printable(_ method: HTTPRequest.Method) -> String {
        let text = method.rawValue
        return text.utf8.count <= 16 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? text : "this method"
    }
}

extension Duration {
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        return UInt64(max(0, seconds)) * 1_000_000_000 + UInt64(max(0, attoseconds)) / 1_000_000_000
    }
}
