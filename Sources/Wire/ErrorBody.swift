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
        /// Where a request was wrong in many places: each of them. Absent otherwise.
        public let problems: [ErrorProblemBody]?

        public init(
            message: String, type: String, code: String, param: String?, requestID: String,
            problems: [ErrorProblemBody]? = nil
        ) {
            self.message = message
            self.type = type
            self.code = code
            self.param = Nullable(param)
            self.requestID = requestID
            self.problems = problems
        }

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case message, type, code, param, problems
            case requestID = "request_id"
        }
    }
}

/// One of many things that are wrong with a request.
public struct ErrorProblemBody: Codable, Equatable, Sendable {
    /// The row of an import: `[3]` in a list, the model's name in a map.
    public let place: String
    public let param: Nullable<String>
    public let message: String

    public init(place: String, param: String?, message: String) {
        self.place = place
        self.param = Nullable(param)
        self.message = message
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case place, param, message }
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
