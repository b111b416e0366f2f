import Domain
import KeyVault
import Storage

extension AdminService {
    /// What to do about what `auditProblems` and `brokenAudit` name.
    public static var auditAdvice: String { AuditComparison.advice }

    /// What the trail lacks of what its anchor says, by the start and since then; empty when all is well.
    public var brokenAudit: [String] { anchoredTrail.problems }

    /// For `/metrics`.
    var auditMetrics: MetricFamily {
        MetricFamily(
            "keyhold_audit_broken_chains", .gauge,
            "What is known to be gone from the audit trail; anything but 0 means that somebody has changed the database.",
            [MetricFamily.Sample([], Int64(brokenAudit.count))])
    }

    /// Writes how far the trail has got, where it has got further. Behind the commits: it never says more than is on disk.
    public func anchorAudit() async throws(AdminError) {
        guard let draft = anchoredTrail.draft() else { return }
        let sealed = try draft.anchor.sealed(by: vault)
        try await database.write { transaction throws(AdminError) in
            try transaction.serviceState.set(.auditAnchor, to: sealed)
        }
        anchoredTrail.didWrite(draft.version)
    }

    /// Anchors the trail as it is, for an operator who knows what is missing from it, and has the trail tell of it.
    ///
    /// - Returns: what was wrong. Empty where nothing was, and nothing was done.
    public func acceptAudit() async throws(AdminError) -> [String] {
        let (vault, audit, anchoredTrail) = (vault, audit, anchoredTrail)
        return try await database.write { transaction throws(AdminError) in
            let found = try AuditComparison(vault, isPromised: true, transaction)
            guard !found.problems.isEmpty else { return [] }
            // Which chains, and where they were: what the anchor knew is nowhere else.
            var details = ["anchor": found.anchor.word]
            for (organization, head) in found.broken { details[organization?.text ?? "platform"] = "#\(head.sequence)" }
            try audit.record(.auditAccept, "audit_events", in: nil, for: OperatorCall(), details, transaction)
            try transaction.serviceState.delete(.auditAnchor)
            let accepted = try AuditComparison(vault, isPromised: false, transaction)
            try transaction.serviceState.set(
                .auditAnchor, to: try AuditAnchor(heads: accepted.heads).sealed(by: vault))
            transaction.afterCommit { anchoredTrail.begin(accepted) }
            return found.problems
        }
    }

    /// Compares trail and anchor at a start, and makes the first anchor, or what a kill has left it behind by.
    func beginAnchoring(isPromised: Bool, _ transaction: any Transaction) throws(AdminError) {
        let found = try AuditComparison(vault, isPromised: isPromised, transaction)
        let heads = found.heads.merging(found.broken) { _, anchored in anchored }
        let stored = try transaction.serviceState.find(.auditAnchor)
        let isCurrent = stored.map(vault.isSealedUnderCurrentVersion) ?? false
        switch found.anchor {
        case .good(AuditAnchor(heads: heads)) where isCurrent: break
        case .never, .good:
            try transaction.serviceState.set(.auditAnchor, to: try AuditAnchor(heads: heads).sealed(by: vault))
        case .gone, .unreadable: break
        }
        transaction.afterCommit { [anchoredTrail] in anchoredTrail.begin(found) }
    }
}

extension AuditComparison.Anchor {
    fileprivate var word: String {
        switch self {
        case .never, .gone: "gone"
        case .unreadable: "unreadable"
        case .good: "good"
        }
    }
}
