import Domain
import Storage
import Synchronization

/// Every key by the digest of its secret, in memory: the truth is on disk, and every commit that changes it updates this
/// before its reply leaves.
///
/// Bound: one entry a key, and its place in its organization's roster (and one more mention in a transition); removed keys
/// stay, so that a gateway is told that a key was deleted and not that it never was.
public final class KeyDirectory: Sendable {
    struct Entries {
        /// By their current secrets.
        var current = EntryTable()
        /// By the secrets that are on their way out: few, and few at a time.
        var outgoing: [SecretDigest: KeyEntry] = [:]
    }

    final class Shard: Sendable {
        let entries = Mutex(Entries())
    }

    private struct Standing {
        var organizations: [OrganizationID: Liveness<OrganizationID>] = [:]
        /// Both ways, for organizations that are not deleted.
        var organizationsBySlug: [Slug: OrganizationID] = [:]
        var slugs: [OrganizationID: Slug] = [:]
        var owners: [KeyOwner: Liveness<KeyOwner>] = [:]
    }

    /// Enough that two cores seldom meet at one lock; a power of two, so that choosing is a mask.
    static let shardCount = 64

    let shards = (0..<shardCount).map { _ in Shard() }
    private let standing = Mutex(Standing())
    /// Outgoing secrets by when they end, so that nobody has to look through all keys for them.
    private let transitions = Mutex<[SecretDigest: Instant]>([:])
    /// The last of each secret that is not on its row yet.
    private let used = Mutex<[SecretDigest: NotedUse]>([:])
    let liveCount = Atomic<Int>(0)
    /// Keys whose rows cannot be read: they open nothing, and are said to be damaged, not to be unknown.
    private let damaged = Mutex<[DamagedKey]>([])
    private let rosters = Mutex<[OrganizationID: KeyRoster]>([:])

    public init() {}

    func note(_ key: DamagedKey) { damaged.withLock { $0.append(key) } }

    public var damagedKeys: [DamagedKey] { damaged.withLock { $0 } }

    /// How many keys are neither removed nor disabled.
    public var liveKeys: Int { liveCount.load(ordering: .relaxed) }

    /// The key whose secret has this digest, and the transition it is in if the secret is the outgoing one.
    public func find(_ digest: SecretDigest, at now: Instant) -> (entry: KeyEntry, outgoing: Transition?)? {
        let (current, leaving) = shard(digest).entries.withLock { entries in
            let current = entries.current.find(digest)
            return (current, current == nil ? entries.outgoing[digest] : nil)
        }
        if let current { return (current, nil) }
        guard let leaving, let transition = leaving.outgoing?.transition, transition.endsAt > now else { return nil }
        return (leaving, transition)
    }

    /// Follows a committed change of a key. The new entry stands before the old one goes: a verify at this very moment
    /// finds the one or the other, never nothing.
    public func apply(_ key: APIKey, replacing old: APIKey?) {
        let known = old.flatMap { entry($0.secrets.current.digest) }
        var next = DirectoryKey(key)
        var uses = SecretUses(stored: next)
        if let known {
            next.lastUsedAt = [known.lastUsedAt, key.lastUsedAt].compactMap { $0 }.max()
            uses = SecretUses(of: next, carriedFrom: known)
        }
        let fresh = KeyEntry(
            next, organization: liveness(of: key.organizationID), owner: liveness(of: key.owner), uses: uses)
        put(fresh)
        rosters.withLock { $0[fresh.organizationID, default: KeyRoster()].put(fresh) }
        if fresh.isLive { liveCount.add(1, ordering: .relaxed) }
        guard let old else { return }
        for digest in [old.secrets.current.digest, old.secrets.outgoing?.secret.digest].compactMap({ $0 }) {
            if digest != fresh.digest { shard(digest).entries.withLock { $0.current.remove(digest) } }
            if digest != fresh.outgoing?.digest { forgetOutgoing(digest) }
        }
        if old.isEnabled, !old.isRemoved { liveCount.subtract(1, ordering: .relaxed) }
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

    /// The last use that memory or the row knows of: the row may not have heard of the last one yet.
    public func lastUsed(_ key: APIKey) -> Instant? {
        [entry(key.secrets.current.digest)?.lastUsedAt, key.lastUsedAt].compactMap { $0 }.max()
    }

    /// Entries by digest: what the bound above counts.
    var entryCount: Int {
        shards.reduce(0) { $0 + $1.entries.withLock { $0.current.count + $0.outgoing.count } }
    }

    func remember(_ use: NotedUse) {
        used.withLock { uses in
            guard let known = uses[use.digest] else {
                uses[use.digest] = use
                return
            }
            uses[use.digest] = known.use.at > use.use.at ? known : use
        }
    }

    /// The last use of each secret that was the first in its minute since this was last called.
    func takeUsed() -> [NotedUse] {
        let taken = used.withLock { uses in
            defer { uses = [:] }
            return uses
        }
        return Array(taken.values)
    }

    /// Those of some secrets alone.
    func takeUsed(of digests: [SecretDigest]) -> [NotedUse] {
        used.withLock { uses in digests.compactMap { uses.removeValue(forKey: $0) } }
    }

    /// Forgets outgoing secrets whose transition has ended.
    public func forgetEndedTransitions(at now: Instant) {
        let ended = transitions.withLock { transitions in
            let ended = transitions.filter { $0.value <= now }.map(\.key)
            for digest in ended { transitions[digest] = nil }
            return ended
        }
        for digest in ended { shard(digest).entries.withLock { $0.outgoing[digest] = nil } }
    }

    func put(_ entry: KeyEntry) {
        shard(entry.digest).entries.withLock { $0.current.put(entry) }
        guard let outgoing = entry.outgoing else { return }
        shard(outgoing.digest).entries.withLock { $0.outgoing[outgoing.digest] = entry }
        transitions.withLock { $0[outgoing.digest] = outgoing.transition.endsAt }
    }

    private func forgetOutgoing(_ digest: SecretDigest) {
        transitions.withLock { $0[digest] = nil }
        shard(digest).entries.withLock { $0.outgoing[digest] = nil }
    }

    private func entry(_ current: SecretDigest) -> KeyEntry? {
        shard(current).entries.withLock { $0.current.find(current) }
    }

    private func shard(_ digest: SecretDigest) -> Shard {
        shards[Int(truncatingIfNeeded: digest.words.3) & (Self.shardCount - 1)]
    }

    func roster(of organization: OrganizationID) -> KeyRoster { rosters.withLock { $0[organization] ?? KeyRoster() } }

    func put(_ roster: KeyRoster, of organization: OrganizationID) { rosters.withLock { $0[organization] = roster } }

    func liveness(of organization: OrganizationID) -> Liveness<OrganizationID> {
        standing.withLock { $0.organizations.noted(organization) }
    }

    func liveness(of owner: KeyOwner) -> Liveness<KeyOwner> {
        standing.withLock { $0.owners.noted(owner) }
    }
}

extension Dictionary {
    /// The subject's standing, which it gets on its first mention.
    fileprivate mutating func noted(_ subject: Key) -> Liveness<Key> where Key: Sendable, Value == Liveness<Key> {
        if let known = self[subject] { return known }
        let fresh = Liveness(subject)
        self[subject] = fresh
        return fresh
    }
}

extension KeyEntry {
    /// Neither removed nor disabled.
    var isLive: Bool { isEnabled && !isRemoved }
}

/// A use that has to reach the key's row.
struct NotedUse: Sendable {
    let entry: KeyEntry
    let digest: SecretDigest
    let use: SecretUse
    /// Set where the secret is still stored under an old pepper.
    var renewed: RenewedDigest?
    /// How often it could not be written, for no fault of the database's.
    var failures = 0
}
