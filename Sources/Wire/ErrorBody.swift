/// How `/v1` says no, in the shape that LLM SDKs parse.
public struct ErrorBody: Codable, Sendable {
    public let error: Details

    public init(error: Details) {
        self.error = error
    }

    public struct Details: Codable, Sendable {
        public let message: String
        /// The class of errors that SDKs map to exceptions: `invalid_request_error`, `authentication_error` ….
        public let type: String
        public let code: String
        public let param: Nullable<String>
        public let requestID: String
        /// The ids of the things that stand in the way of a change; absent where there are none.
        public var dependents: [String]?

        public init(message: String, type: String, code: String, param: String?, requestID: String) {
            self.message = message
            self.type = type
            self.code = code
            self.param = Nullable(param)
            self.requestID = requestID
        }

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case message, type, code, param, dependents
            case requestID = "request_id"
        }
    }
}

/// How `/oauth2` says no (RFC 6749 §5.2).
public struct OAuthErrorBody: Codable, Sendable {
    public let error: String
    public let errorDescription: String

    public init(error: String, errorDescription: String) {
        self.error = error
        self.errorDescription = errorDescription
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case error
        case errorDescription = "error_description"
    }
}
