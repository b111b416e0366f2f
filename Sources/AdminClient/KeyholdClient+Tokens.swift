import HTTPClient
import Wire

extension KeyholdClient {
    /// The token that calls are made with, fetched where there is none.
    public func accessToken() throws(AdminClientError) -> SecretText {
        try tokens.current()
    }

    public func introspectToken(_ token: SecretText) throws(AdminClientError) -> IntrospectionBody {
        let response = try form(.introspectToken, token)
        return try Codec.decode(IntrospectionBody.self, from: response)
    }

    /// What the server says of the token that calls are made with. One that has ended is renewed first.
    public func introspectOwnToken() throws(AdminClientError) -> IntrospectionBody {
        let token = try tokens.current()
        let body = try introspectToken(token)
        guard !body.active, try tokens.drop(token) else { return body }
        return try introspectToken(try tokens.current())
    }

    public func revokeToken(_ token: SecretText) throws(AdminClientError) {
        _ = try form(.revokeToken, token)
        _ = try tokens.drop(token)
    }

    private func form(_ endpoint: Endpoint, _ token: SecretText) throws(AdminClientError) -> Response {
        var request: Request
        switch configuration.credential {
        case nil: throw .missingCredential
        case .client(let id, let secret):
            request = .form(url(endpoint.path), ["token": token.revealSecret()], basic: (id, secret))
        case .accessToken(let own):
            request = .form(url(endpoint.path), ["token": token.revealSecret()], basic: nil)
            request.headers["Authorization"] = "Bearer " + own.revealSecret()
        }
        let response: Response
        do { response = try transport.send(request) } catch { throw .transport(error) }
        guard (200..<300).contains(response.status) else { throw Codec.oauthFailure(in: response) }
        return response
    }
}
