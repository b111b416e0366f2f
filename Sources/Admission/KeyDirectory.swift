import Domain
import Storage
import Synchronization

/// Every key by the digest of its secret, in memory: the truth is on disk, and every commit that changes it updates this
/// before its reply leaves.
///
/// Bound: one entry a key (two in a transition), about 300 bytes each; removed keys stay, so that a gateway is told that
/// a key was deleted and not that it never was.
public final class KeyDirectory: Sendable {
    private final class Shard: Sendable {
        let entries = Mutex<[SecretDigest: KeyEntry]>([:])
    }

    private struct Standing {
        var organizations: [OrganizationID: Liveness] = [:]
        var owners: [KeyOwner: Liveness] = [:]
    }

    /// Enough that two cores seldom meet at one lock; a power of two, so that choosing is a mask.
    private static let shardCount = 64

    private let shards = (0..<shardCount).map { _ in Shard() }
    private let standing = Mutex(Standing())
    /// Outgoing secrets by when they end, so that nobody has to look through all keys for them.
    private let transitions = Mutex<[SecretDigest: Instant]>([:])
    private let used = Mutex<[KeyEntry]>([])
    private let liveCount = Atomic<Int>(0)

    public init() {}

    /// How many keys are neither removed nor disabled.
    public var liveKeys: Int { liveCount.load(ordering: .relaxed) }

    /// Takes in everything that the database holds. To be called once, before the first request.
    public func load(from transaction: any Transaction) throws(AdminError) {
        try transaction.organizations.forEachLiveness { id, isLive throws(AdminError) in setLive(isLive, id) }
        try transaction.teams.forEachLiveness { id, isLive throws(AdminError) in setLive(isLive, .team(id)) }
        try transaction.users.forEachLiveness { id, isLive throws(AdminError) in setLive(isLive, .user(id)) }
        try transaction.apiKeys.forEach { key throws(AdminError) in put(key, lastUsed: key.lastUsedAt) }
    }

    /// The key whose secret has this digest, and the transition it is in if the secret is the outgoing one.
    public func find(_ digest: SecretDigest, at now: Instant) -> (entry: KeyEntry, outgoing: Transition?)? {
        guard let entry = shard(digest).entries.withLock({ $0[digest] }) else { return nil }
        guard let outgoing = entry.outgoing, outgoing.digest == digest else { return (entry, nil) }
        return outgoing.transition.endsAt > now ? (entry, outgoing.transition) : nil
    }

    /// Follows a committed change of a key. What stays valid is found at every moment on the way: the new entry is put
    /// over the old one before anything is taken out.
    public func apply(_ key: APIKey, replacing old: APIKey?) {
        guard let old else { return put(key, lastUsed: key.lastUsedAt) }
        put(key, lastUsed: lastUsed(old) ?? key.lastUsedAt)
        if old.isLive { liveCount.subtract(1, ordering: .relaxed) }
        let kept = key.secrets.digests
        for digest in old.secrets.digests where !kept.contains(digest) { remove(digest) }
    }

    public func setLive(_ isLive: Bool, _ organization: OrganizationID) {
        liveness(of: organization).set(isLive)
    }

    public func setLive(_ isLive: Bool, _ owner: KeyOwner) {
        liveness(of: owner).set(isLive)
    }

    /// The last use that memory knows of, which the row may not have heard of yet.
    public func lastUsed(_ key: APIKey) -> Instant? {
        let digest = key.secrets.current.digest
        return shard(digest).entries.withLock { $0[digest] }?.lastUsedAt ?? key.lastUsedAt
    }

    /// Entries by digest: what the bound above counts.
    var entryCount: Int { shards.reduce(0) { $0 + $1.entries.withLock { $0.count } } }

    func noteUse(of entry: KeyEntry, at now: Instant) {
        if entry.noteUse(at: now) { used.withLock { $0.append(entry) } }
    }

    /// The keys used for the first time in a minute since this was last called.
    func takeUsed() -> [KeyEntry] {
        used.withLock { entries in
            defer { entries = [] }
            return entries
        }
    }

    /// Forgets outgoing secrets whose transition has ended.
    public func forgetEndedTransitions(at now: Instant) {
        let ended = transitions.withLock { transitions in
            let ended = transitions.filter { $0.value <= now }.map(\.key)
            ended.forEach { transitions[$0] = nil }
            return ended
        }
        for digest in ended { shard(digest).entries.withLock { $0[digest] = nil } }
    }

    private func put(_ key: APIKey, lastUsed: Instant?) {
        let entry = KeyEntry(
            key, organization: liveness(of: key.organizationID), owner: liveness(of: key.owner), lastUsed: lastUsed)
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

extension LiveSecrets {
    fileprivate var digests: [SecretDigest] { [current.digest] + (outgoing.map { [$0.secret.digest] } ?? []) }
}

extension APIKey {
    fileprivate var isLive: Bool { isEnabled && !isRemoved }
}
