import Domain
import Storage
import Synchronization

/// Every key by the digest of its secret, in memory: the truth is on disk, and every commit that changes it updates this
/// before its reply leaves.
///
/// Bound: one entry a key (two in a transition), 313 bytes of resident memory each, measured with 500,000 keys; removed keys stay, so that a gateway is told that
/// a key was deleted and not that it never was.
public final class KeyDirectory: Sendable {
    private final class Shard: Sendable {
        let entries = Mutex<[SecretDigest: KeyEntry]>([:])
    }

    private struct Standing {
        var organizations: [OrganizationID: Liveness] = [:]
        /// Both ways, for organizations that are not deleted.
        var organizationsBySlug: [Slug: OrganizationID] = [:]
        var slugs: [OrganizationID: Slug] = [:]
        var owners: [KeyOwner: Liveness] = [:]
    }

    /// Enough that two cores seldom meet at one lock; a power of two, so that choosing is a mask.
    private static let shardCount = 64

    private let shards = (0..<shardCount).map { _ in Shard() }
    private let standing = Mutex(Standing())
    /// Outgoing secrets by when they end, so that nobody has to look through all keys for them.
    private let transitions = Mutex<[SecretDigest: Instant]>([:])
    private let used = Mutex<[NotedUse]>([])
    private let liveCount = Atomic<Int>(0)

    public init() {}

    /// How many keys are neither removed nor disabled.
    public var liveKeys: Int { liveCount.load(ordering: .relaxed) }

    /// Takes in everything that the database holds. To be called once, before the first request.
    public func load(from transaction: any Transaction) throws(AdminError) {
        try transaction.organizations.forEachStanding { id, slug, isLive throws(AdminError) in
            setLive(isLive, id)
            setSlug(slug, of: id)
        }
        try transaction.teams.forEachLiveness { id, isLive throws(AdminError) in setLive(isLive, .team(id)) }
        try transaction.users.forEachLiveness { id, isLive throws(AdminError) in setLive(isLive, .user(id)) }
        try transaction.apiKeys.forEachKey { key throws(AdminError) in put(key, uses: Self.uses(stored: key.secrets)) }
    }

    /// The key whose secret has this digest, and the transition it is in if the secret is the outgoing one.
    public func find(_ digest: SecretDigest, at now: Instant) -> (entry: KeyEntry, outgoing: Transition?)? {
        guard let entry = entry(digest) else { return nil }
        guard let outgoing = entry.outgoing, outgoing.digest == digest else { return (entry, nil) }
        return outgoing.transition.endsAt > now ? (entry, outgoing.transition) : nil
    }

    /// Follows a committed change of a key. The new entry stands before the old one goes: a verify at this very moment
    /// finds the one or the other, never nothing.
    public func apply(_ key: APIKey, replacing old: APIKey?) {
        let known = old.flatMap { entry($0.secrets.current.digest) }
        var key = key
        var uses = Self.uses(stored: key.secrets)
        if let old, let known {
            key.lastUsedAt = known.lastUsedAt
            uses = Self.carried(from: known, old.secrets, to: key.secrets)
        }
        put(key, uses: uses)
        guard let old else { return }
        let living = key.liveDigests
        for digest in old.liveDigests where !living.contains(digest) { remove(digest) }
        if old.isLive { liveCount.subtract(1, ordering: .relaxed) }
    }

    private static func uses(stored secrets: LiveSecrets) -> SecretUses {
        SecretUses(
            current: UseMark(secrets.current.lastUse?.at), outgoing: UseMark(secrets.outgoing?.secret.lastUse?.at))
    }

    /// The marks go with the secrets: in a rotation the current one becomes the outgoing one, in a rollback the other way.
    private static func carried(from entry: KeyEntry, _ old: LiveSecrets, to new: LiveSecrets) -> SecretUses {
        func mark(_ secret: StoredSecret?) -> UseMark {
            if secret?.digest == old.current.digest { return entry.mark(of: .current) }
            if let digest = secret?.digest, digest == old.outgoing?.secret.digest { return entry.mark(of: .outgoing) }
            return UseMark()
        }
        return SecretUses(current: mark(new.current), outgoing: mark(new.outgoing?.secret))
    }

    public func setLive(_ isLive: Bool, _ organization: OrganizationID) {
        liveness(of: organization).set(isLive)
    }

    /// - Parameter slug: `nil` once the organization is deleted.
    public func setSlug(_ slug: Slug?, of organization: OrganizationID) {
        standing.withLock { standing in
            if let old = standing.slugs[organization] { standing.organizationsBySlug[old] = nil }
            standing.slugs[organization] = slug
            if let slug { standing.organizationsBySlug[slug] = organization }
        }
    }

    /// The organization that a header names by its id or its slug.
    public func organization(named text: String) -> OrganizationID? {
        standing.withLock { standing in
            if let id = OrganizationID(text) { return standing.slugs[id].map { _ in id } }
            return Slug(text).flatMap { standing.organizationsBySlug[$0] }
        }
    }

    public func setLive(_ isLive: Bool, _ owner: KeyOwner) {
        liveness(of: owner).set(isLive)
    }

    /// The last use that memory knows of, which the row may not have heard of yet.
    public func lastUsed(_ key: APIKey) -> Instant? {
        entry(key.secrets.current.digest)?.lastUsedAt ?? key.lastUsedAt
    }

    /// Entries by digest: what the bound above counts.
    var entryCount: Int { shards.reduce(0) { $0 + $1.entries.withLock { $0.count } } }

    func remember(_ use: NotedUse) {
        used.withLock { $0.append(use) }
    }

    /// The uses that were the first in their minute since this was last called.
    func takeUsed() -> [NotedUse] {
        used.withLock { uses in
            defer { uses = [] }
            return uses
        }
    }

    /// Forgets outgoing secrets whose transition has ended.
    public func forgetEndedTransitions(at now: Instant) {
        let ended = transitions.withLock { transitions in
            let ended = transitions.filter { $0.value <= now }.map(\.key)
            for digest in ended { transitions[digest] = nil }
            return ended
        }
        for digest in ended { shard(digest).entries.withLock { $0[digest] = nil } }
    }

    private func put(_ key: APIKey, uses: SecretUses) {
        let entry = KeyEntry(
            key, organization: liveness(of: key.organizationID), owner: liveness(of: key.owner), uses: uses)
        let current = key.secrets.current.digest
        shard(current).entries.withLock { $0[current] = entry }
        if let outgoing = entry.outgoing {
            shard(outgoing.digest).entries.withLock { $0[outgoing.digest] = entry }
            transitions.withLock { $0[outgoing.digest] = outgoing.transition.endsAt }
        }
        if key.isLive { liveCount.add(1, ordering: .relaxed) }
    }

    private func remove(_ digest: SecretDigest) {
        transitions.withLock { $0[digest] = nil }
        shard(digest).entries.withLock { $0[digest] = nil }
    }

    private func entry(_ digest: SecretDigest) -> KeyEntry? {
        shard(digest).entries.withLock { $0[digest] }
    }

    private func shard(_ digest: SecretDigest) -> Shard {
        shards[Int(truncatingIfNeeded: digest.words.3) & (Self.shardCount - 1)]
    }

    private func liveness(of organization: OrganizationID) -> Liveness {
        standing.withLock { standing in
            let known = standing.organizations[organization] ?? Liveness(true)
            standing.organizations[organization] = known
            return known
        }
    }

    private func liveness(of owner: KeyOwner) -> Liveness {
        standing.withLock { standing in
            let known = standing.owners[owner] ?? Liveness(true)
            standing.owners[owner] = known
            return known
        }
    }
}

/// A use that has to reach the key's row.
struct NotedUse: Sendable {
    let entry: KeyEntry
    let digest: SecretDigest
    let use: SecretUse
}

extension APIKey {
    fileprivate var liveDigests: [SecretDigest] {
        [secrets.current.digest] + (isRemoved ? [] : [secrets.outgoing?.secret.digest].compactMap { $0 })
    }

    fileprivate var isLive: Bool { isEnabled && !isRemoved }
}
