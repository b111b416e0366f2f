import Foundation
import HTTPTypes

extension World {
    /// - Parameters:
    ///   - token: goes into `Authorization: Bearer`.
    ///   - organization: goes into `Keyhold-Organization`.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, token: String?, organization: String? = nil,
        json: JSONValue? = nil, from address: String = "192.0.2.1"
    ) async throws -> Reply {
        var headers: [(String, String)] = []
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        if let organization { headers.append(("Keyhold-Organization", organization)) }
        if json != nil { headers.append(("Content-Type", "application/json")) }
        return try await send(method, path, headers: headers, body: json?.bytes ?? [], from: address)
    }

    /// Posts a form, the client's credential by Basic.
    public func form(
        _ path: String, _ fields: [(String, String)], basic: Credential? = nil, from address: String = "192.0.2.1"
    ) async throws -> Reply {
        var headers = [("Content-Type", "application/x-www-form-urlencoded")]
        if let basic {
            let text = Data("\(basic.id):\(basic.secret)".utf8).base64EncodedString()
            headers.append(("Authorization", "Basic \(text)"))
        }
        let body = fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        return try await send(.post, path, headers: headers, body: Array(body.utf8), from: address)
    }

    public func token(_ credential: Credential, scope: String? = nil) async throws -> String {
        var fields = [("grant_type", "client_credentials")]
        if let scope { fields.append(("scope", scope)) }
        let reply = try await form("/oauth2/token", fields, basic: credential)
        guard let token = reply["access_token"]?.string else { throw FixtureFailure("no token: \(reply.text)") }
        return token
    }

    public func rootToken() async throws -> String { try await token(root) }

    /// What verify says of a secret: its `code`.
    public func verdict(_ secret: String, token: String, _ more: JSONValue = [:]) async throws -> String {
        var body = more.object ?? [:]
        body["key"] = .string(secret)
        let reply = try await send(.post, "/v1/keys/verify", token: token, json: .object(body))
        guard let code = reply["code"]?.string, reply.status == 200 else {
            throw FixtureFailure("verify answered \(reply.status): \(reply.text)")
        }
        return code
    }

    /// The member of a reply that had to succeed.
    public func made(
        _ path: String, token: String, organization: String? = nil, json: JSONValue? = nil,
        by method: HTTPRequest.Method = .post
    ) async throws -> JSONValue {
        let reply = try await send(method, path, token: token, organization: organization, json: json)
        guard (200..<300).contains(reply.status) else {
            throw FixtureFailure("\(method) \(path) answered \(reply.status): \(reply.text)")
        }
        return reply.json
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
