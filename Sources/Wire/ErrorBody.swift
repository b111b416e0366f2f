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
        public let dependents: [String]?
        /// Where a request was wrong in many places: each of them. Absent otherwise.
        public let problems: [ErrorProblemBody]?
        /// The rotation that stands in the way of another; there where one does.
        public let rotation: KeyRotationBody?
        /// The limit that refused the call; there where one did.
        public let policy: RefusingPolicy?

        public init(
            message: String, type: String, code: String, param: String?, requestID: String,
            policy: RefusingPolicy? = nil, dependents: [String]? = nil, problems: [ErrorProblemBody]? = nil,
            rotation: KeyRotationBody? = nil
        ) {
            self.rotation = rotation
            self.dependents = dependents
            self.policy = policy
            self.message = message
            self.type = type
            self.code = code
            self.param = Nullable(param)
            self.requestID = requestID
            self.problems = problems
        }

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case message, type, code, param, policy, dependents, problems, rotation
            case requestID = "request_id"
        }
    }

    /// A limit that refused a call, and how it stands.
    public struct RefusingPolicy: Codable, Sendable {
        public let id: String
        public let name: Nullable<String>
        public let scope: String
        public let used: DollarsBody
        public let held: DollarsBody
        public let limit: DollarsBody
        public let resetAt: Nullable<String>
        public let retryable: Bool

        public init(
            id: String, name: String?, scope: String, used: DollarsBody, held: DollarsBody, limit: DollarsBody,
            resetAt: String?, retryable: Bool
        ) {
            self.id = id
            self.name = Nullable(name)
            self.scope = scope
            self.used = used
            self.held = held
            self.limit = limit
            self.resetAt = Nullable(resetAt)
            self.retryable = retryable
        }

        public enum CodingKeys: String, CodingKey, CaseIterable {
            case id, name, scope, used, held, limit, retryable
            case resetAt = "reset_at"
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
