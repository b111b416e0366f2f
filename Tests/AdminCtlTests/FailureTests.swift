import AdminClient
import Testing

@testable import adminctl

@Suite struct FailureTests {
    @Test func `errors say what failed, why, and what to try`() throws {
        let failures = Self.errors.map {
            Failure($0, url: "http://127.0.0.1:8700", credential: "KEYHOLD_CLIENT_ID and KEYHOLD_CLIENT_SECRET")
        }
        let text = failures.map { "exit \($0.status.rawValue)\nadminctl: \($0.text)\n" }.joined(separator: "\n")
        try Golden.expect(text, is: "errors")
    }

    @Test func `a secret in a text from elsewhere is cut to its prefix`() {
        let failure = Failure(.failed, "no khk_0123456789abcdef, no kha_0123456789 and no khs_ABCDEFGHIJ")
        #expect(failure.text == "no khk_•••, no kha_••• and no khs_•••")
    }

    private static let errors: [AdminClientError] = [
        .transport(.couldNotConnect("connection refused")),
        .transport(.couldNotResolve("the host name is not known")),
        .transport(.timedOut("no answer in time")),
        .transport(.tls(.unknownIssuer)),
        .transport(.tooLarge(limitBytes: 1_024)),
        .transport(.connectionLost("the server closed the connection before its answer was complete")),
        .missingCredential,
        .missingAPIKey,
        .unusableID,
        .oauth(oauth(401, "invalid_client", "Unknown client.")),
        .oauth(oauth(400, "invalid_scope", "This client may not have the scope x")),
        .oauth(oauth(503, "temporarily_unavailable", "Draining.", after: 3)),
        .api(api(400, "There is a field too many.", param: "nmae")),
        .api(api(401, "The token has ended.")),
        .api(api(403, "This needs the scope keys.write.")),
        .api(api(404, "There is no such team.")),
        .api(api(409, "Another team has this slug.", param: "slug")),
        .api(api(422, "The time zone is unknown", param: "time_zone")),
        .api(api(429, "Too many wrong secrets.", after: 20)),
        .api(api(500, "Something broke.")),
        .api(api(503, "Draining.")),
        .undecodable(UndecodableReply(status: 502, problem: "the refusal is not one of Keyhold's", requestID: "r-9")),
    ]

    private static func api(_ status: Int, _ message: String, param: String? = nil, after: Int? = nil) -> APIFailure {
        APIFailure(
            status: status, code: "code", message: message, param: param, requestID: "r-1", retryAfterSeconds: after)
    }

    private static func oauth(_ status: Int, _ error: String, _ words: String, after: Int? = nil) -> OAuthFailure {
        OAuthFailure(status: status, error: error, description: words, requestID: "r-2", retryAfterSeconds: after)
    }
}
