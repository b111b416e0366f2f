import AdminClient
import Wire

extension Failure {
    /// - Parameters:
    ///   - url: the server that was asked.
    ///   - credential: the names of the environment variables that hold what the call was made with.
    ///   - words: what the command calls the fields that refusals name.
    init(_ error: AdminClientError, url: String, credential: String, words: FieldWords = FieldWords()) {
        switch error {
        case .api(let failure): self.init(failure, credential: credential, words)
        case .oauth(let failure): self.init(failure, credential: credential)
        case .transport(let reason):
            self = Unreachable.failure(reason, url: url)
        case .undecodable(let reply):
            let text = "\(url) answered \(reply.status), but not as Keyhold does: \(reply.problem). Is --url right?"
            self.init(.failed, text + Self.line(requestID: reply.requestID))
        case .missingCredential: self.init(.usage, Self.noCredential)
        case .missingAPIKey:
            self.init(.usage, "no API key. Put the key that this is about into KEYHOLD_API_KEY.")
        case .rehearsed(let plan): self.init(.done, "not sent: \(plan.method) \(plan.path)")
        case .unusableID: self.init(.usage, "an id is empty, or dots alone.")
        }
    }

    private static let noCredential = """
        no credential. Save one with `adminctl login`, or set KEYHOLD_CLIENT_ID with KEYHOLD_CLIENT_SECRET or \
        KEYHOLD_CLIENT_SECRET_FILE; the file root-credential.json that admind writes is enough by itself.
        """

    private init(_ failure: APIFailure, credential: String, _ words: FieldWords) {
        let message = Self.sentence(failure.message)
        switch failure.status {
        case 401: self.init(.failed, "the server does not accept this credential: \(message) Check \(credential).")
        case 403: self.init(.failed, "not allowed: \(message) `adminctl whoami` shows what this client may do.")
        case 404: self.init(.notFound, "not found: \(message)")
        case 409:
            self.init(.failed, "conflict: \(Self.sentence(words.sentence(failure)))" + Self.lines(failure.problems))
        case 429, 503: self.init(.failed, "not now: \(message) \(Self.when(failure.retryAfterSeconds))")
        case 500...:
            let line = Self.line(requestID: failure.requestID)
            self.init(.failed, "the server failed: \(message) Its log says more under this request id." + line)
        default:
            let isNamed = failure.param.map { words.option($0) != nil } ?? true
            let field = isNamed ? "" : failure.param.map { " (field: \($0))" } ?? ""
            let sentence = Self.sentence(words.sentence(failure)) + field
            self.init(.failed, "refused: \(sentence)" + Self.lines(failure.problems))
        }
    }

    private init(_ failure: OAuthFailure, credential: String) {
        let line = failure.status >= 500 ? Self.line(requestID: failure.requestID) : ""
        switch failure.error {
        case "invalid_client":
            let text = "the server does not accept this client id and secret (invalid_client). Check \(credential)."
            self.init(.failed, text + " After a rotation the old secret lives only for the transition.")
        default:
            let reason = Self.sentence(failure.description)
            let after = failure.retryAfterSeconds.map { " " + Self.when($0) } ?? ""
            self.init(.failed, "no access token: \(reason) (\(failure.error))\(after)" + line)
        }
    }

    private static func when(_ seconds: Int?) -> String {
        seconds.map { "Try again in \($0) s." } ?? "Try again shortly."
    }

    /// One line for each place that was wrong; a single one the message has told of.
    private static func lines(_ problems: [ErrorProblemBody]) -> String {
        guard problems.count > 1 else { return "" }
        return problems.map { problem in
            let param = problem.param.value.map { " " + $0 } ?? ""
            return "\n  \(problem.place)\(param): \(problem.message)"
        }.joined()
    }

    private static func line(requestID: String?) -> String {
        requestID.map { "\n  request id: \($0)" } ?? ""
    }

    private static func sentence(_ text: String) -> String {
        text.last.map { ".!?".contains($0) } == true ? text : text + "."
    }
}
