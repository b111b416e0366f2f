import Domain
import Policy
import Synchronization

/// A key as the hot path sees it: immutable but for its last use, replaced whole when the key changes.
public final class KeyEntry: JudgedKey, Sendable {
    public let id: APIKeyID
    public let organizationID: OrganizationID
    public let owner: KeyOwner
    public let name: String
    public let isEnabled: Bool
    public let isRemoved: Bool
    public let expiresAt: Instant?
    let outgoing: Outgoing?
    private let restrictions: Restrictions?
    private let organizationLiveness: Liveness
    private let ownerLiveness: Liveness
    /// Unix seconds of the first use in its minute; 0 before the first use ever.
    private let lastUsedSecond: Atomic<UInt32>

    /// What most keys have nothing of, and then cost nothing for.
    private final class Restrictions: Sendable {
        let allowedModels: [ModelPattern]?
        let allowedAddresses: [AddressBlock]
        let metadata: Metadata

        init?(_ key: APIKey) {
            if key.allowedModels == nil, key.allowedAddresses.isEmpty, key.metadata.entries.isEmpty { return nil }
            allowedModels = key.allowedModels
            allowedAddresses = key.allowedAddresses
            metadata = key.metadata
        }
    }

    /// The outgoing secret of a rotation, boxed: few keys are in one.
    final class Outgoing: Sendable {
        let digest: SecretDigest
        let transition: Transition

        init(_ outgoing: OutgoingSecret) {
            digest = outgoing.secret.digest
            transition = Transition(beganAt: outgoing.beganAt, endsAt: outgoing.endsAt)
        }
    }

    init(_ key: APIKey, organization: Liveness, owner: Liveness, lastUsed: Instant?) {
        id = key.id
        organizationID = key.organizationID
        self.owner = key.owner
        name = key.name.text
        isEnabled = key.isEnabled
        isRemoved = key.isRemoved
        expiresAt = key.expiresAt
        outgoing = key.isRemoved ? nil : key.secrets.outgoing.map(Outgoing.init)
        restrictions = Restrictions(key)
        organizationLiveness = organization
        ownerLiveness = owner
        lastUsedSecond = Atomic(lastUsed.map(Self.second) ?? 0)
    }

    public var isOrganizationLive: Bool { organizationLiveness.isLive }
    public var isOwnerLive: Bool { ownerLiveness.isLive }
    public var allowedModels: [ModelPattern]? { restrictions?.allowedModels }
    public var allowedAddresses: [AddressBlock] { restrictions?.allowedAddresses ?? [] }
    public var metadata: Metadata { restrictions?.metadata ?? .empty }

    /// True to the minute; `nil` before the first use.
    public var lastUsedAt: Instant? {
        let second = lastUsedSecond.load(ordering: .relaxed)
        return second == 0 ? nil : Instant(milliseconds: Int64(second) * 1000)
    }

    /// Notes a use. True for the first one in a minute: only that one has to be written down.
    func noteUse(at now: Instant) -> Bool {
        let second = Self.second(now)
        let before = lastUsedSecond.load(ordering: .relaxed)
        guard before / 60 < second / 60 else { return false }
        return lastUsedSecond.compareExchange(expected: before, desired: second, ordering: .relaxed).exchanged
    }

    private static func second(_ instant: Instant) -> UInt32 { UInt32(clamping: instant.unixSeconds) }
}
