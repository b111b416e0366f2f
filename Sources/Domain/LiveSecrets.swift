/// A digest under the newest pepper for a secret that was stored under an older one.
public struct RenewedDigest: Hashable, Sendable {
    public let digest: SecretDigest
    public let pepperVersion: Int

    public init(digest: SecretDigest, pepperVersion: Int) {
        self.digest = digest
        self.pepperVersion = pepperVersion
    }
}

/// A secret as it is stored: the keyed digest, which pepper made it, and what may be shown of the text.
public struct StoredSecret: Hashable, Sendable {
    public private(set) var digest: SecretDigest
    public private(set) var pepperVersion: Int
    /// `khk_…9xQ2`.
    public let masked: String
    public let createdAt: Instant
    public var lastUse: SecretUse?

    public init(
        digest: SecretDigest, pepperVersion: Int, masked: String, createdAt: Instant, lastUse: SecretUse? = nil
    ) {
        self.digest = digest
        self.pepperVersion = pepperVersion
        self.masked = masked
        self.createdAt = createdAt
        self.lastUse = lastUse
    }

    /// The same secret, to be found under another pepper.
    public func renewed(_ fresh: RenewedDigest) -> StoredSecret {
        var secret = self
        secret.digest = fresh.digest
        secret.pepperVersion = fresh.pepperVersion
        return secret
    }
}

/// When a secret was last used and from where, true to the minute: what an operator looks at before cutting an old one.
public struct SecretUse: Hashable, Sendable {
    public let at: Instant
    public let address: String?
    public let userAgent: String?

    public init(at: Instant, address: String?, userAgent: String?) {
        self.at = at
        self.address = address
        self.userAgent = userAgent
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

    /// The one of the two that has this digest, be its transition over or not.
    public func secret(_ digest: SecretDigest) -> StoredSecret? {
        current.digest == digest ? current : outgoing.flatMap { $0.secret.digest == digest ? $0.secret : nil }
    }

    /// Puts `secret` where the one with this digest was: the same secret, with something noted.
    public func noting(_ secret: StoredSecret, for digest: SecretDigest) -> LiveSecrets {
        if current.digest == digest { return LiveSecrets(current: secret, outgoing: outgoing) }
        guard let outgoing, outgoing.secret.digest == digest else { return self }
        return LiveSecrets(
            current: current,
            outgoing: OutgoingSecret(
                secret: secret, beganAt: outgoing.beganAt, endsAt: outgoing.endsAt, startedBy: outgoing.startedBy))
    }

    /// Replaces the secret. The old one stays valid for `transitionSeconds`, or ends at once with 0; one that was already
    /// on its way out ends at once in any case.
    ///
    /// - Parameter actor: who began it, as the audit trail names them.
    public func rotated(
        to fresh: StoredSecret, at now: Instant, transitionSeconds: Int64, by actor: String
    ) -> LiveSecrets {
        guard transitionSeconds > 0 else { return LiveSecrets(current: fresh) }
        let outgoing = OutgoingSecret(
            secret: current, beganAt: now, endsAt: now.adding(seconds: transitionSeconds), startedBy: actor)
        return LiveSecrets(current: fresh, outgoing: outgoing)
    }

    /// Moves the end of the transition.
    public func extended(to end: Instant) -> LiveSecrets {
        LiveSecrets(
            current: current,
            outgoing: outgoing.map {
                OutgoingSecret(secret: $0.secret, beganAt: $0.beganAt, endsAt: end, startedBy: $0.startedBy)
            })
    }
}

/// The old secret of a rotation, valid until the transition ends.
public struct OutgoingSecret: Hashable, Sendable {
    public let secret: StoredSecret
    public let beganAt: Instant
    public let endsAt: Instant
    /// `client:<id>` or `key:<id>`, as in the audit trail.
    public let startedBy: String

    public var transition: Transition { Transition(beganAt: beganAt, endsAt: endsAt) }

    public init(secret: StoredSecret, beganAt: Instant, endsAt: Instant, startedBy: String) {
        self.secret = secret
        self.beganAt = beganAt
        self.endsAt = endsAt
        self.startedBy = startedBy
    }
}
