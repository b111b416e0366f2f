import HTTPClient
import Synchronization
import Wire

/// Fetches, keeps and renews the access token (RFC 6749 §4.4). One thread fetches; others wait for its result.
final class TokenSource: Sendable {
    private let credential: Credential?
    private let cache: any TokenCache
    private let now: @Sendable () -> Int64
    private let transport: Transport
    private let address: ServerAddress
    private let fetching = Mutex<Void>(())

    init(_ configuration: ClientConfiguration, _ transport: Transport, _ address: ServerAddress) {
        credential = configuration.credential
        cache = configuration.tokenCache
        now = configuration.now
        self.transport = transport
        self.address = address
    }

    func current() throws(AdminClientError) -> SecretText {
        switch credential {
        case nil: throw .missingCredential
        case .accessToken(let token): return token
        case .client(let id, let secret): return try renewed(id, secret).accessToken
        }
    }

    /// Forgets the token, unless another thread has put a newer one in its place. False where none can be fetched.
    func drop(_ token: SecretText) throws(AdminClientError) -> Bool {
        guard case .client(let id, _) = credential else { return false }
        let identity = TokenIdentity(url: address.text, clientID: id)
        fetching.withLock { _ in
            if cache.find(identity)?.accessToken == token { cache.remove(identity) }
        }
        return true
    }

    private func renewed(_ id: String, _ secret: SecretText) throws(AdminClientError) -> CachedToken {
        let identity = TokenIdentity(url: address.text, clientID: id)
        return try fetching.withLock { _ throws(AdminClientError) in
            if let kept = cache.find(identity), now() < kept.renewAt { return kept }
            let body = try fetch(id, secret)
            // A tenth of its life, at most a minute, before its end.
            let lead = min(60, body.expiresIn / 10 + 1)
            let token = CachedToken(
                accessToken: SecretText(body.accessToken), renewAt: now() + max(0, body.expiresIn - lead))
            cache.store(token, for: identity)
            return token
        }
    }

    private func fetch(_ id: String, _ secret: SecretText) throws(AdminClientError) -> TokenBody {
        let request = Request.form(
            address.baseURL + Endpoint.issueToken.path, ["grant_type": "client_credentials"], basic: (id, secret))
        let response: Response
        do { response = try transport.send(request) } catch { throw .transport(error) }
        guard response.status == 200 else { throw Codec.oauthFailure(in: response) }
        return try Codec.decode(TokenBody.self, from: response)
    }
}
