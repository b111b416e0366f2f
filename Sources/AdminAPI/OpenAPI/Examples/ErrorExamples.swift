import Domain

extension AdminError.Code {
    /// What the code says of the call, wherever it comes from.
    var meaning: String {
        switch self {
        case .invalidRequest: "The request is malformed, or a value in it cannot be taken."
        case .unauthenticated: "It is not known who calls."
        case .forbidden: "It is known who calls, and that is not enough."
        case .notFound: "Not there, or not the caller's: the two look alike."
        case .methodNotAllowed: "The path exists and takes other methods."
        case .conflict: "The state of things stands against it."
        case .bodyTooLarge: "The body is larger than the server takes."
        case .unsupportedMediaType: "The body is of a type, or in an encoding, that the operation does not read."
        case .requestTimeout: "The request did not come in time."
        case .headersTooLarge: "The head of the request is larger than the server takes."
        case .unprocessable: "Well-formed, and meaningless as things are."
        case .tooManyRequests: "Too often; `Retry-After` says when to come back."
        case .rateLimited: "A rate limit leaves no room for the call; `policy` says which."
        case .insufficientQuota: "A budget leaves no room for the call; `policy` says which."
        case .unpricedModel: "A budget in money cannot reckon a model without a price; `policy` says which."
        case .unsupportedGrantType: "The grant is not one that is served."
        case .invalidScope: "A scope that does not exist, or none that the client has."
        case .unavailable: "Not now; `Retry-After`, where there is one, says when."
        case .internalError: "The server failed."
        }
    }

    /// The body of `/v1`.
    var example: DocumentValue {
        let (message, param) = sample
        return [
            "error": [
                "message": .string(message), "type": .string(type), "code": .string(rawValue),
                "param": param.map { .string($0) } ?? .null, "request_id": "deploy-42",
            ]
        ]
    }

    /// The body of `/oauth2`.
    var oauthExample: DocumentValue {
        ["error": .string(oauthError), "error_description": .string(oauthSample)]
    }

    private var sample: (message: String, param: String?) {
        switch self {
        case .invalidRequest: ("name must have 1 to 255 characters.", "name")
        case .unauthenticated:
            ("The token is unknown, expired or revoked. Get a new one from /oauth2/token.", "Authorization")
        case .forbidden: ("The access token lacks the scope keys.write.", nil)
        case .notFound: ("No such key.", nil)
        case .methodNotAllowed: ("This path does not take PUT.", nil)
        case .conflict: ("Another live key of this owner has the same name.", "name")
        case .bodyTooLarge: (AdminError.tooLarge.message, nil)
        case .unsupportedMediaType: ("The Content-Type must be application/json.", "Content-Type")
        case .requestTimeout: ("The body of the request did not come in time.", "body")
        case .headersTooLarge: ("The head of the request is larger than the server accepts.", nil)
        case .unprocessable: ("user_id names no user of the organization.", "user_id")
        case .tooManyRequests: ("Too many failed attempts from this address. Try again in 6 seconds.", nil)
        case .rateLimited: ("The rate limit 'per key' leaves no room for this call.", nil)
        case .insufficientQuota: ("The budget 'per month' leaves no room for this call.", nil)
        case .unpricedModel: ("The budget 'per month' is in money, and the model has no price.", nil)
        case .unsupportedGrantType: ("grant_type must be client_credentials.", "grant_type")
        case .invalidScope: ("There is no scope 'keys.everything'.", "scope")
        case .unavailable: ("More changes are waiting than the server takes on.", nil)
        case .internalError: (AdminError.internal("").message, nil)
        }
    }

    private var oauthSample: String {
        switch self {
        case .invalidRequest: "token is required."
        case .unauthenticated: "Unknown client, or wrong client secret."
        case .unsupportedMediaType: "The Content-Type must be application/x-www-form-urlencoded."
        case .forbidden, .notFound, .methodNotAllowed, .conflict, .bodyTooLarge, .unprocessable, .tooManyRequests,
            .unsupportedGrantType, .invalidScope, .unavailable, .internalError, .requestTimeout, .headersTooLarge,
            .rateLimited,
            .insufficientQuota, .unpricedModel:
            sample.message
        }
    }
}
