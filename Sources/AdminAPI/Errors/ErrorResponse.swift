import Domain
import HTTPTypes
import Hummingbird
import KeyVault
import Wire

/// Turns an error into a reply, in the shape of the surface that was called.
enum ErrorResponse {
    static func make(_ error: AdminError, for request: Request, requestID: String) -> Response {
        let error = error.concealed
        let isOAuth = request.uri.path.hasPrefix("/oauth2/")
        var headers = headers(error)
        headers[.wwwAuthenticate] = challenge(error, request, isOAuth: isOAuth)
        let body = isOAuth ? oauthBody(error) : JSONReply.encode(body(error, requestID))
        return Response(status: error.code.status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    static func headers(_ error: AdminError) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentType] = JSONReply.contentType
        headers[.cacheControl] = "no-store"
        if let seconds = error.retryAfterSeconds ?? (error.code == .unavailable ? 1 : nil) {
            headers[.retryAfter] = String(seconds)
        }
        return headers
    }

    static func body(_ error: AdminError, _ requestID: String) -> ErrorBody {
        let problems = error.problems.map { ErrorProblemBody(place: $0.place, param: $0.param, message: $0.message) }
        return ErrorBody(
            error: ErrorBody.Details(
                message: error.message, type: error.code.type, code: error.code.rawValue, param: error.param,
                requestID: requestID, dependents: error.dependents.isEmpty ? nil : error.dependents,
                problems: problems.isEmpty ? nil : problems,
                rotation: error.transition.map {
                    KeyRotationBody(beganAt: $0.beganAt.rfc3339, endsAt: $0.endsAt.rfc3339)
                }))
    }

    private static func oauthBody(_ error: AdminError) -> ByteBuffer {
        JSONReply.encode(OAuthErrorBody(error: error.code.oauthError, errorDescription: error.message))
    }

    /// RFC 6750 §3 for bearer tokens; RFC 6749 §5.2 for a client that tried Basic.
    private static func challenge(_ error: AdminError, _ request: Request, isOAuth: Bool) -> String? {
        let presented = request.headers[.authorization] != nil
        switch error.code {
        case .unauthenticated where isOAuth: return "Basic realm=\"keyhold\", charset=\"UTF-8\""
        case .unauthenticated: return "Bearer realm=\"keyhold\"" + (presented ? ", error=\"invalid_token\"" : "")
        case .forbidden where !isOAuth: return "Bearer realm=\"keyhold\", error=\"insufficient_scope\""
        default: return nil
        }
    }
}

extension AdminError {
    /// The same without anything of a secret's form: whatever a refusal repeats of a request, it repeats no secret.
    fileprivate var concealed: AdminError {
        let problems = problems.map { problem in
            Problem(
                SecretFormat.concealing(problem.place), problem.param.map(SecretFormat.concealing),
                SecretFormat.concealing(problem.message))
        }
        return AdminError(
            code, SecretFormat.concealing(message), param: param.map(SecretFormat.concealing),
            retryAfterSeconds: retryAfterSeconds, dependents: dependents, detail: detail, problems: problems,
            transition: transition)
    }
}
