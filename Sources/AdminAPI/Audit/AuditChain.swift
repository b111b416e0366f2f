import Domain
import KeyVault

/// How the events of one organization hold each other: each carries the SHA-256 of itself and of the one before.
enum AuditChain {
    /// What the first event of a chain follows.
    static let genesis = [UInt8](repeating: 0, count: 32)

    static func sealed(_ event: AuditEvent) throws(AdminError) -> AuditEvent {
        AuditEvent(
            id: event.id, organizationID: event.organizationID, sequence: event.sequence,
            occurredAt: event.occurredAt, action: event.action, actor: event.actor, target: event.target,
            address: event.address, requestID: event.requestID, details: event.details,
            previousHash: event.previousHash, hash: try hash(of: event))
    }

    /// Each field is preceded by its length, so that no two different events give the same bytes.
    static func hash(of event: AuditEvent) throws(AdminError) -> [UInt8] {
        let fields = [
            event.organizationID?.text ?? "platform", String(event.sequence), event.id.text,
            String(event.occurredAt.milliseconds), event.action.rawValue, event.actor, event.target,
            event.address ?? "", event.requestID ?? "", event.details,
        ]
        var bytes = event.previousHash
        for field in fields {
            bytes += Array("\(field.utf8.count):".utf8)
            bytes += Array(field.utf8)
        }
        return try Hash.sha256(bytes)
    }
}
