import Domain
import Policy
import Synchronization

/// A key as the hot path sees it: immutable but for its last uses, replaced whole when the key changes.
public final class KeyEntry: JudgedKey, Sendable {
    public let id: APIKeyID
    public let organizationID: OrganizationID
    public let owner: KeyOwner
    public let name: String
    public let isEnabled: Bool
    public let isRemoved: Bool
    public let expiresAt: Instant?
    /// When the next rotation is planned for.
    public let nextRotationAt: Instant?
    let outgoing: Outgoing?
    private let restrictions: Restrictions?
    private let organizationLiveness: Liveness
    private let ownerLiveness: Liveness
    /// The last use under any secret that was before this entry, in Unix seconds; 0 for none.
    private let formerUse: UInt32
    private let currentUse: UseMark

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
        let use: UseMark

        init(_ outgoing: OutgoingSecret, use: UseMark) {
            digest = outgoing.secret.digest
            transition = Transition(beganAt: outgoing.beganAt, endsAt: outgoing.endsAt)
            self.use = use
        }
    }

    init(_ key: APIKey, organization: Liveness, owner: Liveness, uses: SecretUses) {
        id = key.id
        organizationID = key.organizationID
        self.owner = key.owner
        name = key.name.text
        isEnabled = key.isEnabled
        isRemoved = key.isRemoved
        expiresAt = key.expiresAt
        nextRotationAt = key.nextRotationAt
        outgoing = key.isRemoved ? nil : key.secrets.outgoing.map { Outgoing($0, use: uses.outgoing) }
        restrictions = Restrictions(key)
        organizationLiveness = organization
        ownerLiveness = owner
        formerUse = key.lastUsedAt.map(UseMark.second) ?? 0
        currentUse = uses.current
    }

    public var isOrganizationLive: Bool { organizationLiveness.isLive }
    public var isOwnerLive: Bool { ownerLiveness.isLive }
    public var allowedModels: [ModelPattern]? { restrictions?.allowedModels }
    public var allowedAddresses: [AddressBlock] { restrictions?.allowedAddresses ?? [] }
    public var metadata: Metadata { restrictions?.metadata ?? .empty }

    /// Under whichever secret, true to the minute; `nil` before the first use.
    public var lastUsedAt: Instant? {
        let second = max(formerUse, currentUse.second, outgoing?.use.second ?? 0)
        return second == 0 ? nil : Instant(milliseconds: Int64(second) * 1000)
    }

    func mark(of secret: PresentedSecret) -> UseMark {
        secret == .outgoing ? outgoing?.use ?? currentUse : currentUse
    }
}

/// Which of a key's secrets a call came under.
public enum PresentedSecret: Sendable {
    case current
    case outgoing
}

/// The marks that an entry starts with: those of the entry before it, where the secrets are the same.
struct SecretUses {
    var current = UseMark()
    var outgoing = UseMark()
}

/// When a secret was last used: the first use in a minute, in Unix seconds.
final class UseMark: Sendable {
    private let mark: Atomic<UInt32>

    init(_ instant: Instant? = nil) {
        mark = Atomic(instant.map(Self.second) ?? 0)
    }

    /// 0 before the first use.
    var second: UInt32 { mark.load(ordering: .relaxed) }

    /// True for the first use in a minute: only that one has to be written down.
    func note(at now: Instant) -> Bool {
        let second = Self.second(now)
        let before = mark.load(ordering: .relaxed)
        guard before / 60 < second / 60 else { return false }
        return mark.compareExchange(expected: before, desired: second, ordering: .relaxed).exchanged
    }

    static func second(_ instant: Instant) -> UInt32 { UInt32(clamping: instant.unixSeconds) }
}
