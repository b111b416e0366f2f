import Foundation
import Wire

/// One request to `/v1`, before it is known who asks.
struct Call {
    var method: Endpoint.Method
    var path: String
    var query = Query()
    var body: [UInt8]?
    /// Under which the server knows a repeated POST or PATCH for the same
    /// (draft-ietf-httpapi-idempotency-key-header). One for all attempts at this call.
    let idempotencyKey: String?
    /// It changes nothing, whatever its method: asking twice is as good as once.
    let isQuestion: Bool
    /// Told how many bytes of the body are sent, again and again.
    var observeUpload: (@Sendable (_ sentBytes: Int) -> Void)?

    init(
        _ endpoint: Endpoint, path: String? = nil, query: Query = Query(), body: [UInt8]? = nil,
        isQuestion: Bool = false
    ) {
        method = endpoint.method
        self.path = path ?? endpoint.path
        self.query = query
        self.body = body
        self.isQuestion =
            isQuestion || endpoint.method == .get || [.verifyKey, .explainKey, .lookupSecret].contains(endpoint)
        let takesKey = endpoint.method == .post || endpoint.method == .patch
        idempotencyKey = takesKey && !self.isQuestion ? UUID().uuidString.lowercased() : nil
    }

    /// False where an id in the path is empty or a dot segment, which percent-encoding leaves as it is (RFC 3986
    /// §3.3): a server that folds paths would take a key's deletion for its team's.
    var namesOneThing: Bool {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        return !segments.contains { ["", ".", ".."].contains($0) }
    }
}
