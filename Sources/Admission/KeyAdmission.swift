import Domain
import KeyVault
import Policy

/// What a gateway asks: this secret, for this use.
public struct VerifyQuery: Sendable {
    public let secret: String
    public let model: String?
    public let address: IPAddress?
    /// What the key's caller calls itself; kept with the last use.
    public let userAgent: String?

    public init(secret: String, model: String?, address: IPAddress?, userAgent: String? = nil) {
        self.secret = secret
        self.model = model
        self.address = address
        self.userAgent = userAgent
    }
}

/// The answer; `entry` is there exactly where the key is known to who asked.
public struct VerifyAnswer: Sendable {
    public let verdict: KeyVerdict
    public let entry: KeyEntry?
    /// Set where the secret is the outgoing one of a rotation.
    public let outgoing: Transition?
    /// What the model that was named means; there where the key may use it, and a catalogue knows it.
    public let model: ModelEntry?
    /// What takes over for that model, in order: what the key may use and what is enabled.
    public let fallbacks: [ModelEntry]
    /// The instant that was judged for.
    public let now: Instant
    let presented: SecretDigest?

    static func unknown(_ verdict: KeyVerdict, at now: Instant) -> VerifyAnswer {
        VerifyAnswer(verdict: verdict, entry: nil, outgoing: nil, model: nil, fallbacks: [], now: now, presented: nil)
    }
}

/// The hot path: who holds this secret, and may it be used so. Memory only, synchronous, no lock held while waiting.
public struct KeyAdmission: Sendable {
    private let directory: KeyDirectory
    private let catalogue: ModelCatalogue
    private let access: ModelAccess
    private let fallbacks: FallbackDirectory
    private let peppers: PepperRing
    private let time: any TimeSource

    public init(
        directory: KeyDirectory, catalogue: ModelCatalogue, access: ModelAccess, fallbacks: FallbackDirectory,
        peppers: PepperRing, time: any TimeSource
    ) {
        self.directory = directory
        self.catalogue = catalogue
        self.access = access
        self.fallbacks = fallbacks
        self.peppers = peppers
        self.time = time
    }

    /// - Parameter organization: the only tenant whose keys the asker may know of; `nil` for the platform, which may
    ///   know of all.
    /// - Parameter isUse: false for a question that must not show as the key's last use.
    public func verify(
        _ query: VerifyQuery, visibleTo organization: OrganizationID?, isUse: Bool = true
    ) throws(AdminError) -> VerifyAnswer {
        let now = time.now()
        guard SecretFormat.isWellFormed(query.secret, as: .apiKey) else { return .unknown(.malformed, at: now) }
        guard let found = try find(query.secret, at: now),
            organization == nil || found.entry.organizationID == organization
        else {
            try requireUndamaged(query.secret, visibleTo: organization)
            return .unknown(.notFound, at: now)
        }
        let named = query.model.map { name in (name, catalogue.find(name, for: found.entry.organizationID)) }
        let model = named.map { modelUse($1, named: $0, by: found.entry) }
        let use = KeyUse(model: model, address: query.address, now: now)
        let verdict = KeyVerdict.of(found.entry, for: use)
        if verdict == .valid, isUse { try note(query, found, at: now) }
        let entry = verdict == .valid ? named?.1.entry : nil
        return VerifyAnswer(
            verdict: verdict, entry: found.entry, outgoing: found.outgoing, model: entry,
            fallbacks: entry.map { usableFallbacks(of: $0, for: found.entry) } ?? [], now: now,
            presented: found.digest)
    }

    /// Whether a key may use a model, whatever else may be said of either.
    public func mayUse(_ model: ModelEntry, _ key: KeyEntry) -> Bool {
        key.mayUse(
            model.reference,
            isOpenToOwner: access.mayUse(model.reference, key.owner, in: key.organizationID))
    }

    /// A team's key sees the team's lists, a user's the organization's.
    private func usableFallbacks(of model: ModelEntry, for key: KeyEntry) -> [ModelEntry] {
        let team: TeamID? = if case .team(let id) = key.owner { id } else { nil }
        return catalogue.chain(of: model, fallbacks, for: team, in: key.organizationID)
            .map(\.entry).filter { $0.model.isEnabled && mayUse($0, key) }
    }

    private func modelUse(_ found: FoundModel, named name: String, by key: KeyEntry) -> ModelUse {
        let model = found.entry
        let reference = model?.reference ?? ModelReference(name: name)
        if case .unknown = found {
            return ModelUse(reference, isKnown: false, isEnabled: false, isOpenToOwner: false)
        }
        return ModelUse(
            reference, isKnown: true, isEnabled: model?.model.isEnabled ?? true,
            isOpenToOwner: access.mayUse(reference, key.owner, in: key.organizationID))
    }

    private func note(_ query: VerifyQuery, _ found: Found, at now: Instant) throws(AdminError) {
        let secret: PresentedSecret = found.outgoing == nil ? .current : .outgoing
        guard found.entry.note(secret, at: now) else { return }
        directory.remember(
            NotedUse(
                entry: found.entry, digest: found.digest,
                use: SecretUse(at: now, address: query.address?.text, userAgent: query.userAgent),
                renewed: try peppers.renewed(found.digest, of: query.secret)))
    }

    /// The key that a request itself comes under, if it is good at this address.
    public func authenticate(
        _ secret: String, from address: IPAddress?, userAgent: String?
    ) throws(AdminError) -> KeyCaller? {
        let answer = try verify(
            VerifyQuery(secret: secret, model: nil, address: address, userAgent: userAgent), visibleTo: nil)
        guard answer.verdict == .valid, let entry = answer.entry, let presented = answer.presented else { return nil }
        return KeyCaller(
            keyID: entry.id, organizationID: entry.organizationID, owner: entry.owner, presented: presented,
            outgoing: answer.outgoing)
    }

    /// - Throws: `internalError` for a key that is there and cannot be read. Its restrictions are not known, so it is not
    ///   let through; nor is it said not to be there.
    private func requireUndamaged(_ secret: String, visibleTo organization: OrganizationID?) throws(AdminError) {
        let damaged = directory.damagedKeys
        guard !damaged.isEmpty else { return }
        let found = try peppers.firstMatch(secret) { digest in damaged.first { $0.digests.contains(digest) } }
        guard let found, organization == nil || found.organizationID == organization else { return }
        throw .internal(found.problem)
    }

    private struct Found {
        let entry: KeyEntry
        let outgoing: Transition?
        let digest: SecretDigest
    }

    private func find(_ secret: String, at now: Instant) throws(AdminError) -> Found? {
        try peppers.firstMatch(secret) { digest in
            directory.find(digest, at: now).map { Found(entry: $0.entry, outgoing: $0.outgoing, digest: digest) }
        }
    }
}
