import Domain
import KeyVault
import Storage

/// The trail held against its anchor.
struct AuditComparison: Sendable {
    /// What there is of an anchor.
    enum Anchor: Equatable, Sendable {
        /// There has never been one: the database is new, or of a version that made none.
        case never
        case good(AuditAnchor)
        /// There has been one.
        case gone
        case unreadable
    }

    let anchor: Anchor
    /// How far each chain has got.
    let heads: [OrganizationID?: AuditHead]
    /// The chains that are not what was anchored, with where they were, and what to say of each.
    let broken: [OrganizationID?: AuditHead]
    let problems: [String]

    /// - Parameter isPromised: whether the database is known to have had an anchor.
    init(_ vault: Vault, isPromised: Bool, _ transaction: any Transaction) throws(AdminError) {
        var heads: [OrganizationID?: AuditHead] = [:]
        try transaction.auditEvents.forEachHead { organization, head in heads[organization] = head }
        self.heads = heads
        guard let sealed = try transaction.serviceState.find(.auditAnchor) else {
            (anchor, broken) = (isPromised ? .gone : .never, [:])
            problems = isPromised ? ["the anchor of the audit trail is gone"] : []
            return
        }
        guard let anchor = AuditAnchor(sealed, openedBy: vault) else {
            (self.anchor, broken) = (.unreadable, [:])
            problems = ["the anchor of the audit trail was changed, or was sealed with another vault key"]
            return
        }
        self.anchor = .good(anchor)
        var broken: [OrganizationID?: AuditHead] = [:]
        var problems: [String] = []
        for (organization, anchored) in anchor.heads where anchored.sequence > 0 {
            let found = try transaction.auditEvents.hash(of: anchored.sequence, in: organization)
            guard found != anchored.hash else { continue }
            broken[organization] = anchored
            problems.append(Self.problem(organization, anchored, found: found, end: heads[organization]?.sequence ?? 0))
        }
        (self.broken, self.problems) = (broken, problems.sorted())
    }

    private static func problem(
        _ organization: OrganizationID?, _ anchored: AuditHead, found: [UInt8]?, end: Int64
    ) -> String {
        let name = organization?.text ?? "platform"
        let count = anchored.sequence
        let what =
            if found != nil {
                "#\(count) is not the event that was anchored: what follows an earlier one was written anew"
            } else if end == 0 {
                "the whole trail is gone, up to #\(count)"
            } else if end < count {
                "the trail was cut: #\(end + 1) to #\(count) are gone"
            } else {
                "#\(count), which was anchored, is gone"
            }
        return "\(name): \(what)"
    }

    /// The next thing to do about any of these.
    static let advice = """
        Somebody has changed the database. Restore a backup in which admind doctor FILE finds the trail whole, or keep what \
        is left: admind accept-audit anchors it as it is, and the trail says so.
        """
}
