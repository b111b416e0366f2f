/// The one error that leaves a module. It knows no HTTP: the edge maps `code` to a status, exhaustively.
///
/// `message` is a sentence for the caller and may be shown to anybody; `detail` is for the log alone and does not print
/// itself. Neither ever holds a secret.
public struct AdminError: Error, Hashable, Sendable {
    /// What a program may branch on. Closed: a new case is a decision, and the compiler lists what it touches.
    public enum Code: String, CaseIterable, Sendable {
        /// The request is malformed or a field has an unacceptable value.
        case invalidRequest = "invalid_request"
        /// No credential, or one that is unknown, expired, revoked or of the wrong kind.
        case unauthenticated = "unauthenticated"
        /// The credential is good, and does not reach this far.
        case forbidden = "forbidden"
        /// Not there, or not the caller's: the two are told apart by nobody.
        case notFound = "not_found"
        /// The path exists, the method does not.
        case methodNotAllowed = "method_not_allowed"
        /// The state of things refuses the change: a duplicate name, a last owner.
        case conflict = "conflict"
        case bodyTooLarge = "body_too_large"
        case unsupportedMediaType = "unsupported_media_type"
        /// What was announced did not come in time.
        case requestTimeout = "request_timeout"
        case headersTooLarge = "headers_too_large"
        /// Well-formed, and meaningless: it refers to what does not exist, or contradicts itself.
        case unprocessable = "unprocessable"
        /// Too many failed attempts or requests; `retryAfterSeconds` says when to come back.
        case tooManyRequests = "too_many_requests"
        /// A rate limit leaves no room for the call.
        case rateLimited = "rate_limited"
        /// A budget leaves no room for the call.
        case insufficientQuota = "insufficient_quota"
        /// A budget in money cannot reckon a model without a price.
        case unpricedModel = "unpriced_model"
        /// A grant other than `client_credentials` (RFC 6749 §5.2).
        case unsupportedGrantType = "unsupported_grant_type"
        /// A scope that does not exist, or that the client does not have (RFC 6749 §5.2).
        case invalidScope = "invalid_scope"
        /// Draining, or more work waiting than the queue holds.
        case unavailable = "unavailable"
        /// A defect or a failing disk. The detail is in the log under the request's id.
        case internalError = "internal_error"
    }

    public let code: Code
    public let message: String
    /// The field, query parameter or header that is at fault, as the caller spelled it: `expiration_date`.
    public let param: String?
    public let retryAfterSeconds: Int?
    /// The ids of the things that stand in the way of a change.
    public let dependents: [String]
    /// The rotation that stands in the way.
    public let transition: Transition?
    /// For the log alone.
    public let detail: String?
    /// Where one request can be wrong in many places: each of them, for the caller.
    public let problems: [Problem]

    public struct Problem: Hashable, Sendable {
        /// Which part of the request it is: `[3]`, a row of an import, or the row's name.
        public let place: String
        /// The field that is at fault.
        public let param: String?
        public let message: String

        public init(_ place: String, _ param: String?, _ message: String) {
            self.place = place
            self.param = param
            self.message = message
        }
    }

    public init(
        _ code: Code, _ message: String, param: String? = nil, retryAfterSeconds: Int? = nil, dependents: [String] = [],
        detail: String? = nil, problems: [Problem] = [], transition: Transition? = nil
    ) {
        self.code = code
        self.message = message
        self.param = param
        self.retryAfterSeconds = retryAfterSeconds
        self.dependents = dependents
        self.transition = transition
        self.detail = detail
        self.problems = problems
    }
}

extension AdminError: CustomStringConvertible {
    /// Leaves `detail` out: what is interpolated by accident is what anybody may read.
    public var description: String { "\(code.rawValue): \(message)" }
}

extension AdminError {
    public static func invalid(_ param: String, _ message: String) -> AdminError {
        AdminError(.invalidRequest, message, param: param)
    }

    /// Word for word the same whether the thing never existed or belongs to somebody else.
    public static func missing(_ noun: String) -> AdminError {
        AdminError(.notFound, "No such \(noun).")
    }

    public static func conflict(_ message: String, param: String? = nil) -> AdminError {
        AdminError(.conflict, message, param: param)
    }

    public static func `internal`(_ detail: String) -> AdminError {
        AdminError(
            .internalError, "The server failed to do this. The log has the reason under this request's id.",
            detail: detail)
    }

    /// The same with another sentence behind its own.
    public func adding(_ sentence: String) -> AdminError {
        AdminError(
            code, "\(message) \(sentence)", param: param, retryAfterSeconds: retryAfterSeconds, dependents: dependents,
            detail: detail, problems: problems, transition: transition)
    }

    /// The same of a part of something: `records[3].usage` for `usage` within `records[3]`.
    public func within(_ path: String) -> AdminError {
        AdminError(
            code, message, param: param.map { "\(path).\($0)" } ?? path, retryAfterSeconds: retryAfterSeconds,
            dependents: dependents, detail: detail, problems: problems, transition: transition)
    }
}
