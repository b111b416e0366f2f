/// A secret as it is stored: the keyed digest, which pepper made it, and what may be shown of the text.
public struct StoredSecret: Hashable, Sendable {
    public let digest: SecretDigest
    public let pepperVersion: Int
    /// `khk_…9xQ2`.
    public let masked: String
    public let createdAt: Instant

    public init(digest: SecretDigest, pepperVersion: Int, masked: String, createdAt: Instant) {
        self.digest = digest
        self.pepperVersion = pepperVersion
        self.masked = masked
        self.createdAt = createdAt
    }
}

/// The one secret of a key or an OAuth client, or the two of a rotation. That there are never three is in the type.
public struct LiveSecrets: Hashable, Sendable {
    public var current: StoredSecret
    public var outgoing: OutgoingSecret?

    public init(current: StoredSecret, outgoing: OutgoingSecret? = nil) {
        self.current = current
        self.outgoing = outgoing
    }

    /// The rotation that is under way at an instant, if one is: a transition that has run out is none.
    public func rotation(at now: Instant) -> OutgoingSecret? {
        outgoing.flatMap { $0.endsAt > now ? $0 : nil }
    }

    /// Whether a secret with this digest is good at an instant.
    public func accepts(_ digest: SecretDigest, at now: Instant) -> Bool {
        current.digest == digest || rotation(at: now)?.secret.digest == digest
    }

    /// Replaces the secret. The old one stays valid for `transitionSeconds`, or ends at once with 0; one that was already
    /// on its way out ends at once in any case.
    public func rotated(to fresh: StoredSecret, at now: Instant, transitionSeconds: Int64) -> LiveSecrets {
        guard transitionSeconds > 0 else { return LiveSecrets(current: fresh) }
        let outgoing = OutgoingSecret(
            secret: current, beganAt: now, endsAt: now.adding(seconds: transitionSeconds))
        return LiveSecrets(current: fresh, outgoing: outgoing)
    }
}

/// The old secret of a rotation, valid until the transition ends.
public struct OutgoingSecret: Hashable, Sendable {
    public let secret: StoredSecret
    public let beganAt: Instant
    public let endsAt: Instant

    public init(secret: StoredSecret, beganAt: Instant, endsAt: Instant) {
        self.secret = secret
        self.beganAt = beganAt
        self.endsAt = endsAt
    }
}
