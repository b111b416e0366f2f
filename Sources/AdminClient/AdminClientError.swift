import HTTPClient
import Wire

/// Why a call did not do what it was asked. No case holds a secret.
public enum AdminClientError: Error, Sendable {
    /// `/v1` said no.
    case api(APIFailure)
    /// `/oauth2` said no.
    case oauth(OAuthFailure)
    /// No answer came.
    case transport(TransportError)
    /// An answer came that is none of Keyhold's.
    case undecodable(UndecodableReply)
    /// The call needs a credential, and the configuration has none.
    case missingCredential
    /// The call is the key's own, and the configuration has none.
    case missingAPIKey
    /// An id was empty, `.` or `..`: in a path it would name something else. Nothing was sent.
    case unusableID
    /// The configuration only rehearses, and this is the change that would have been sent.
    case rehearsed(Rehearsal)
}

public struct APIFailure: Sendable, Equatable {
    public let status: Int
    /// `not_found`, `name_taken` …: what a program branches on.
    public let code: String
    public let message: String
    /// The field at fault, where there is one.
    public let param: String?
    public let requestID: String
    public let retryAfterSeconds: Int?
    /// Where a request was wrong in many places: each of them.
    public let problems: [ErrorProblemBody]
    /// What the request had at `param`, where that can be shown: `nope`; of a condition `team_id=nope`.
    public var given: String?

    public init(
        status: Int, code: String, message: String, param: String?, requestID: String, retryAfterSeconds: Int?,
        problems: [ErrorProblemBody] = []
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.param = param
        self.requestID = requestID
        self.retryAfterSeconds = retryAfterSeconds
        self.problems = problems
    }
}

public struct OAuthFailure: Sendable, Equatable {
    public let status: Int
    /// As RFC 6749 §5.2 names it: `invalid_client`, `invalid_scope` ….
    public let error: String
    public let description: String
    public let requestID: String?
    public let retryAfterSeconds: Int?

    public init(status: Int, error: String, description: String, requestID: String?, retryAfterSeconds: Int?) {
        self.status = status
        self.error = error
        self.description = description
        self.requestID = requestID
        self.retryAfterSeconds = retryAfterSeconds
    }
}

public struct UndecodableReply: Sendable, Equatable {
    public let status: Int
    /// Where decoding stopped, by field, or what stood there instead; never the text itself.
    public let problem: String
    public let requestID: String?

    public init(status: Int, problem: String, requestID: String?) {
        self.status = status
        self.problem = problem
        self.requestID = requestID
    }
}
