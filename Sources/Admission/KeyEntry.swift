import Domain
import Policy
import Storage
import Synchronization

/// A key as the hot path sees it: immutable but for its last uses, replaced whole when the key changes.
///
/// A million of them are kept, so the layout counts: 120 bytes with the object's header, which the allocator makes 128 of;
/// one more would make it 144. What most keys have nothing of is in `Particulars`.
public final class KeyEntry: JudgedKey, Sendable {
    public let id: APIKeyID
    /// Of the current secret.
    let digest: SecretDigest
    public let name: String
    private let standingOrganization: Liveness<OrganizationID>
    private let standingOwner: Liveness<KeyOwner>
    private let particulars: Particulars?
    /// Beyond every time where the key does not expire.
    let expiry: Instant
    let currentUse: UseMark
    let marks: KeyMarks

    static let never = Instant(milliseconds: .max)

    init(
        _ key: DirectoryKey, organization: Liveness<OrganizationID>, owner: Liveness<KeyOwner>, uses: SecretUses
    ) {
        id = key.id
        digest = key.digest
        name = key.name
        standingOrganization = organization
        standingOwner = owner
        particulars = Particulars(key, uses)
        expiry = key.expiresAt ?? Self.never
        currentUse = UseMark(uses.current)
        marks = KeyMarks(key)
    }

    public var isEnabled: Bool { marks.isEnabled }
    public var isRemoved: Bool { marks.isRemoved }
    public var organizationID: OrganizationID { standingOrganization.subject }
    public var owner: KeyOwner { standingOwner.subject }
    public var isOrganizationLive: Bool { standingOrganization.isLive }
    public var isOwnerLive: Bool { standingOwner.isLive }
    public var expiresAt: Instant? { expiry == Self.never ? nil : expiry }
    public var allowedModels: [ModelPattern]? { particulars?.allowedModels }
    public var allowedAddresses: [AddressBlock] { particulars?.allowedAddresses ?? [] }
    public var metadata: Metadata { particulars?.metadata ?? .empty }
    /// When the next rotation is planned for.
    public var nextRotationAt: Instant? { particulars?.nextRotationAt }
    var outgoing: Outgoing? { particulars?.outgoing }

    /// Under whichever secret, true to the minute; `nil` before the first use.
    public var lastUsedAt: Instant? {
        let second = max(currentUse.second, particulars?.formerUse ?? 0, outgoing?.use.second ?? 0)
        return second == 0 ? nil : Instant(milliseconds: Int64(second) * 1000)
    }

    /// True for a secret's first use in a minute: only that one has to be written down.
    func note(_ secret: PresentedSecret, at now: Instant) -> Bool {
        switch secret {
        case .current: currentUse.note(at: now)
        case .outgoing: outgoing?.use.note(at: now) ?? false
        }
    }

    /// When the secret with this digest was last used, in Unix seconds; 0 where it is not one of this key's.
    func lastUse(of secret: SecretDigest) -> UInt32 {
        if secret == digest { return currentUse.second }
        return outgoing?.digest == secret ? outgoing?.use.second ?? 0 : 0
    }
}

extension KeyEntry {
    /// The outgoing secret of a rotation.
    final class Outgoing: Sendable {
        let digest: SecretDigest
        let transition: Transition
        let use: UseMark

        init(_ outgoing: DirectoryKey.Outgoing, _ use: UInt32) {
            digest = outgoing.digest
            transition = Transition(beganAt: outgoing.beganAt, endsAt: outgoing.endsAt)
            self.use = UseMark(use)
        }
    }

    /// What most keys have nothing of, and then cost nothing for.
    private final class Particulars: Sendable {
        let allowedModels: [ModelPattern]?
        let allowedAddresses: [AddressBlock]
        let metadata: Metadata
        let nextRotationAt: Instant?
        let outgoing: Outgoing?
        /// The last use under any secret, where that was later than the current one's, in Unix seconds; 0 for none.
        let formerUse: UInt32

        init?(_ key: DirectoryKey, _ uses: SecretUses) {
            let former = key.lastUsedAt.map(UseMark.second) ?? 0
            formerUse = former > uses.current ? former : 0
            let isPlain =
                key.allowedModels == nil && key.allowedAddresses.isEmpty && key.metadata.entries.isEmpty
                && key.nextRotationAt == nil && key.outgoing == nil
            if isPlain, formerUse == 0 { return nil }
            allowedModels = key.allowedModels
            allowedAddresses = key.allowedAddresses
            metadata = key.metadata
            nextRotationAt = key.nextRotationAt
            outgoing = key.outgoing.map { Outgoing($0, uses.outgoing) }
        }
    }
}

/// Which of a key's secrets a call came under.
public enum PresentedSecret: Sendable {
    case current
    case outgoing
}

/// Three facts in four bytes.
struct KeyMarks: Sendable {
    private static let enabled: UInt32 = 1 << 28
    private static let removed: UInt32 = 1 << 29
    private let bits: UInt32

    init(_ key: DirectoryKey) {
        bits =
            SecretEnding.packed(key.ending) | (key.isEnabled ? Self.enabled : 0)
            | (key.isRemoved ? Self.removed : 0)
    }

    var isEnabled: Bool { bits & Self.enabled != 0 }
    var isRemoved: Bool { bits & Self.removed != 0 }
    var ending: SecretEnding? { SecretEnding(packed: bits & (Self.enabled - 1)) }
}
