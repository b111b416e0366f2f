import Domain
import KeyVault

/// The id and secret that a client presents, by whichever of the two methods (RFC 6749 §2.3.1).
public struct ClientCredential: Sendable {
    public let clientID: String
    public let secret: Secret

    public init(clientID: String, secret: Secret) {
        self.clientID = clientID
        self.secret = secret
    }
}

/// Finds out whether a client is who it says. Unknown id, wrong secret, disabled client: one answer for all.
public struct ClientAuthenticator: Sendable {
    private let directory: ClientDirectory
    private let peppers: PepperRing
    private let throttle: FailureThrottle
    private let time: any TimeSource

    public init(directory: ClientDirectory, peppers: PepperRing, throttle: FailureThrottle, time: any TimeSource) {
        self.directory = directory
        self.peppers = peppers
        self.throttle = throttle
        self.time = time
    }

    /// - Parameter address: where the call comes from, as text; failures are counted by it.
    /// - Throws: `unauthenticated`, or `tooManyRequests` after many failures from one address.
    public func authenticate(_ credential: ClientCredential, from address: String) throws(AdminError) -> OAuthClient {
        let now = time.now()
        try throttle.check(client: credential.clientID, address: address, at: now)
        guard let client = try match(credential, at: now), client.isEnabled else {
            throttle.noteFailure(client: credential.clientID, address: address, at: now)
            throw AdminError(.unauthenticated, "Unknown client, or wrong client secret.")
        }
        return client
    }

    private func match(_ credential: ClientCredential, at now: Instant) throws(AdminError) -> OAuthClient? {
        let secret = credential.secret.revealSecret()
        guard SecretFormat.isWellFormed(secret, as: .clientSecret),
            let id = OAuthClientID(credential.clientID), let client = directory.find(id)
        else { return nil }
        return try peppers.firstMatch(secret) { digest in
            if digest == client.secrets.current.digest { return client }
            return client.secrets.rotation(at: now)?.secret.digest == digest ? client : nil
        }
    }
}
