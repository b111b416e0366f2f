import Domain
import Foundation
import HTTPTypes
import Hummingbird
import KeyVault
import OAuth

/// The form that the endpoints of RFC 6749 take, together with the client's credential, by one of the two methods of
/// §2.3.1 and never by both.
struct OAuthForm: Sendable {
    let credential: ClientCredential
    private let fields: [String: String]

    init(_ request: RouteRequest) async throws(AdminError) {
        let buffer = try await request.collect()
        try request.requireMediaType("application/x-www-form-urlencoded")
        try self.init(String(buffer: buffer), authorization: request.request.headers[.authorization])
    }

    init(_ text: String, authorization: String?) throws(AdminError) {
        fields = try Self.parse(text)
        credential = try Self.credential(authorization, fields)
    }

    subscript(_ name: String) -> String? { fields[name] }

    /// A parameter without a value counts as an absent one, whichever it is (RFC 6749 §3.2).
    private static func parse(_ text: String) throws(AdminError) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(parts[0]), let value = decode(parts.count == 2 ? parts[1] : "") else {
                throw .invalid("body", "The body is not a valid form.")
            }
            guard !value.isEmpty else { continue }
            guard fields.updateValue(value, forKey: name) == nil else {
                throw .invalid("body", "A parameter is given twice.")
            }
        }
        return fields
    }

    private static func credential(
        _ header: String?, _ fields: [String: String]
    ) throws(AdminError) -> ClientCredential {
        guard let header else {
            guard let id = fields["client_id"], let secret = fields["client_secret"] else {
                throw AdminError(.unauthenticated, "The client's id and secret are required, by Basic or in the body.")
            }
            return ClientCredential(clientID: id, secret: Secret(secret))
        }
        guard fields["client_secret"] == nil else {
            throw .invalid("client_secret", "Give the client's secret by Basic or in the body, not both.")
        }
        let credential = try basic(header)
        if let id = fields["client_id"], id != credential.clientID {
            throw .invalid("client_id", "client_id differs from the one given by Basic.")
        }
        return credential
    }

    /// Id and secret are form-encoded before they are joined and put into Base64 (RFC 6749 §2.3.1).
    private static func basic(_ header: String) throws(AdminError) -> ClientCredential {
        let refusal = AdminError(.unauthenticated, "The Authorization header is not valid Basic authentication.")
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1])),
            let text = String(data: data, encoding: .utf8), let colon = text.firstIndex(of: ":"),
            let id = decode(text[..<colon]), let secret = decode(text[text.index(after: colon)...])
        else { throw refusal }
        return ClientCredential(clientID: id, secret: Secret(secret))
    }

    private static func decode(_ text: some StringProtocol) -> String? {
        text.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
    }
}
