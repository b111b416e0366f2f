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
        var bytes = event.previousHash
        bytes.reserveCapacity(512 + event.details.utf8.count)
        add(event.organizationID?.text ?? "platform", to: &bytes)
        add(String(event.sequence), to: &bytes)
        add(event.id.text, to: &bytes)
        add(String(event.occurredAt.milliseconds), to: &bytes)
        add(event.action.rawValue, to: &bytes)
        add(event.actor, to: &bytes)
        add(event.target, to: &bytes)
        add(event.address ?? "", to: &bytes)
        add(event.requestID ?? "", to: &bytes)
        add(event.details, to: &bytes)
        return try Hash.sha256(bytes)
    }

    private static func add(_ field: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(field.utf8.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(contentsOf: field.utf8)
    }
}
