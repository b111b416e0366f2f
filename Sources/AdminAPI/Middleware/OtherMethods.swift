import Hummingbird

/// Answers what takes every method, however odd (RFC 9110 §16.1.1 lets anybody make one). The router finds an operation by
/// path and method alone, and leaves the path of what it has not found open.
struct OtherMethods: RouterMiddleware {
    typealias Context = AdminRequestContext
    typealias Answer = @Sendable (Request, AdminRequestContext) async throws -> Response

    /// By path.
    let answers: [String: Answer]

    func handle(
        _ request: Request, context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        guard context.endpointPath == nil, let answer = answers[request.uri.path] else {
            return try await next(request, context)
        }
        return try await answer(request, context)
    }
}
