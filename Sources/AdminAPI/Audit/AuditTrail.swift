import Domain
import Storage

/// Writes audit events, each in the transaction of the change that it tells of.
struct AuditTrail: Sendable {
    let identifiers: any IdentifierSource
    let anchored: AnchoredTrail

    /// - Parameters:
    ///   - target: the id of what was acted on.
    ///   - organization: whose trail it goes into; `nil`, the platform's.
    ///   - details: fields and their new values. Never a secret.
    func record(
        _ action: AuditEvent.Action, _ target: some CustomStringConvertible, in organization: OrganizationID?,
        for call: some Attributable, _ details: [String: String] = [:], _ transaction: any Transaction
    ) throws(AdminError) {
        let head = try transaction.auditEvents.head(of: organization)
        let now = transaction.now
        let unsealed = AuditEvent(
            id: identifiers.next(AuditEvent.self, at: now), organizationID: organization,
            sequence: (head?.sequence ?? 0) + 1, occurredAt: now, action: action, actor: call.actor,
            target: target.description, address: call.origin.address?.text, requestID: call.origin.requestID,
            details: details.jsonText(capacity: 256), previousHash: head?.hash ?? AuditChain.genesis, hash: [])
        let event = try AuditChain.sealed(unsealed)
        try transaction.auditEvents.insert(event)
        let (previous, reached) = (event.previousHash, AuditHead(sequence: event.sequence, hash: event.hash))
        transaction.afterCommit { [anchored] in anchored.follow(organization, reached, after: previous) }
    }
}
