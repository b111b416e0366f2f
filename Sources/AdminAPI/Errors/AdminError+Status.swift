import Domain
import HTTPTypes

extension AdminError.Code {
    /// The one mapping from what went wrong to what HTTP calls it.
    var status: HTTPResponse.Status {
        switch self {
        case .invalidRequest, .unsupportedGrantType, .invalidScope: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .requestTimeout: .requestTimeout
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .unprocessable: .unprocessableContent
        case .tooManyRequests, .rateLimited: .tooManyRequests
        case .insufficientQuota, .unpricedModel: HTTPResponse.Status(code: 402, reasonPhrase: "Payment Required")
        case .unavailable: .serviceUnavailable
        case .internalError: .internalServerError
        }
    }

    /// The class that LLM SDKs map to an exception of theirs.
    var type: String {
        switch self {
        case .unauthenticated: "authentication_error"
        case .forbidden: "permission_error"
        case .notFound: "not_found_error"
        case .tooManyRequests, .rateLimited: "rate_limit_error"
        case .insufficientQuota, .unpricedModel: "billing_error"
        case .unavailable, .internalError: "api_error"
        case .invalidRequest, .unsupportedGrantType, .invalidScope, .methodNotAllowed, .conflict, .bodyTooLarge,
            .unsupportedMediaType, .unprocessable, .requestTimeout, .headersTooLarge:
            "invalid_request_error"
        }
    }

    /// The word of RFC 6749 §5.2 under `/oauth2`. `server_error` and `temporarily_unavailable` are borrowed from §4.1.2.1,
    /// as the section for the token endpoint has none for a failing server.
    var oauthError: String {
        switch self {
        case .unauthenticated: "invalid_client"
        case .unsupportedGrantType: "unsupported_grant_type"
        case .invalidScope: "invalid_scope"
        case .forbidden: "unauthorized_client"
        case .unavailable, .tooManyRequests, .rateLimited, .insufficientQuota, .unpricedModel: "temporarily_unavailable"
        case .internalError: "server_error"
        case .invalidRequest, .notFound, .methodNotAllowed, .conflict, .bodyTooLarge, .unsupportedMediaType,
            .unprocessable, .requestTimeout, .headersTooLarge:
            "invalid_request"
        }
    }
}
