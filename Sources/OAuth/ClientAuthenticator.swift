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

/// A client that showed one of its secrets, and which one.
public struct RecognisedClient: Sendable {
    public let client: OAuthClient
    public let presented: SecretDigest
    /// Set where that secret is still stored under an old pepper.
    public let renewed: RenewedDigest?
}

/// Finds out whether a client is who it says. Unknown id, wrong secret, disabled client: one answer for all.
///
/// A right secret is let through whoever guesses beside it: behind a proxy all callers share one address, and a secret of
/// 178 bits needs no lock-out. Only wrong ones are slowed.
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
    /// - Throws: `unauthenticated`, or `tooManyRequests` for a wrong one after many from the same address.
    public func authenticate(
        _ credential: ClientCredential, from address: String
    ) throws(AdminError) -> RecognisedClient {
        let now = time.now()
        if let recognised = try match(credential, at: now) { return recognised }
        try throttle.check(client: credential.clientID, address: address, at: now)
        throttle.noteFailure(client: credential.clientID, address: address, at: now)
        throw AdminError(.unauthenticated, "Unknown client, or wrong client secret.")
    }

    /// The same, but that whoever is refused, for whatever reason, is `nil` and not counted: for a caller that then has
    /// `authenticate` find the words.
    public func recognise(_ credential: ClientCredential) throws(AdminError) -> RecognisedClient? {
        try match(credential, at: time.now())
    }

    private func match(
        _ credential: ClientCredential, at now: Instant
    ) throws(AdminError) -> RecognisedClient? {
        let secret = credential.secret.revealSecret()
        guard SecretFormat.isWellFormed(secret, as: .clientSecret),
            let id = OAuthClientID(credential.clientID), let client = directory.find(id),
            client.isEnabled
        else { return nil }
        guard let presented = try peppers.firstMatch(secret, lookup: { client.secrets.accepts($0, at: now) ? $0 : nil })
        else { return nil }
        return RecognisedClient(
            client: client, presented: presented, renewed: try peppers.renewed(presented, of: secret))
    }
}
