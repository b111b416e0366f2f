import HTTPClient
import Wire

extension KeyholdClient {
    /// Sends as the configured client. A 401 drops the token and asks once more: it may have been revoked, or the
    /// server's database may be another one.
    func send(_ call: Call) throws(AdminClientError) -> Response {
        guard configuration.credential != nil else { throw .missingCredential }
        let token = try tokens.current()
        let first = try perform(call, bearer: token)
        guard first.status == 401, try tokens.drop(token) else { return try accepted(first, call.body) }
        return try accepted(try perform(call, bearer: try tokens.current()), call.body)
    }

    func send<Reply: Decodable>(_ call: Call, as type: Reply.Type = Reply.self) throws(AdminClientError) -> Reply {
        try Codec.decode(type, from: try send(call))
    }

    /// For the replies whose body says nothing.
    func sendIgnoringReply(_ call: Call) throws(AdminClientError) {
        _ = try send(call)
    }

    func perform(_ call: Call, bearer: SecretText) throws(AdminClientError) -> Response {
        guard call.namesOneThing else { throw .unusableID }
        guard call.isQuestion || !configuration.isRehearsal else { throw .rehearsed(Rehearsal(call)) }
        var request = Request(call.method.transportMethod, url(call.path, call.query), body: call.body)
        request.headers["Accept"] = "application/json"
        request.headers["Authorization"] = "Bearer " + bearer.revealSecret()
        request.headers["Keyhold-Organization"] = configuration.organization
        // A quoted string, as the draft has it (RFC 9651 §3.3.3).
        request.headers["Idempotency-Key"] = call.idempotencyKey.map { "\"\($0)\"" }
        request.observeUpload = call.observeUpload
        request.isRepeatable = call.isQuestion || call.idempotencyKey != nil
        if call.body != nil { request.headers["Content-Type"] = "application/json" }
        do { return try transport.send(request) } catch { throw .transport(error) }
    }

    /// - Parameter sent: the request's body, of which a refusal tells what stood at fault.
    /// - Throws: `AdminClientError.api` for every status that is not a success.
    func accepted(_ response: Response, _ sent: [UInt8]? = nil) throws(AdminClientError) -> Response {
        guard (200..<300).contains(response.status) else { throw Codec.failure(in: response, to: sent) }
        return response
    }
}

extension Endpoint.Method {
    var transportMethod: Request.Method {
        switch self {
        case .get: .get
        case .post: .post
        case .put: .put
        case .patch: .patch
        case .delete: .delete
        }
    }
}
