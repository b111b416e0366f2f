import Foundation
import HTTPClient
import Wire

extension Request {
    /// A form for an `/oauth2` endpoint. Id and secret are form-encoded before they become HTTP Basic (RFC 6749 §2.3.1).
    static func form(
        _ url: String, _ fields: KeyValuePairs<String, String>, basic: (id: String, secret: SecretText)?
    ) -> Request {
        let text = fields.map { FormEncoding.encode($0) + "=" + FormEncoding.encode($1) }.joined(separator: "&")
        var request = Request(.post, url, body: Array(text.utf8))
        // A token too many ends by itself, one that is revoked twice is revoked, and a question is a question.
        request.isRepeatable = true
        request.headers["Accept"] = "application/json"
        request.headers["Content-Type"] = "application/x-www-form-urlencoded"
        if let basic {
            let pair = FormEncoding.encode(basic.id) + ":" + FormEncoding.encode(basic.secret.revealSecret())
            request.headers["Authorization"] = "Basic " + Data(pair.utf8).base64EncodedString()
        }
        return request
    }
}

/// `application/x-www-form-urlencoded` (RFC 6749 appendix B): as percent-encoding, with `+` for a space.
enum FormEncoding {
    static func encode(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(String($0)) }.joined(separator: "+")
    }
}
