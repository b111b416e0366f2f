import Domain

extension Transaction {
    public var auditEvents: AuditEventStore { AuditEventStore(transaction: self) }
}

/// The audit trail: rows are added and read, and nothing else; triggers in the database refuse the rest.
public struct AuditEventStore {
    let transaction: any Transaction

    /// Where an organization's chain (`nil`: the platform's) has got to; `nil` before its first event.
    public func head(of organization: OrganizationID?) throws(AdminError) -> (sequence: Int64, hash: [UInt8])? {
        var head: (Int64, [UInt8])?
        try transaction.forEachRowInPlace(SQL.head, [Self.chain(organization)]) { row throws(AdminError) in
            head = (try row.integer(0), Array(try row.bytes(1)))
        }
        return head
    }

    public func insert(_ event: AuditEvent) throws(AdminError) {
        try transaction.run(
            SQL.insert,
            [
                Self.chain(event.organizationID), .integer(event.sequence), .id(event.id), .instant(event.occurredAt),
                .text(event.action.rawValue), .text(event.actor), .text(event.target), .optionalText(event.address),
                .optionalText(event.requestID), .text(event.details), .blob(event.previousHash), .blob(event.hash),
            ])
    }

    /// Every event, chain by chain and in order, for `admind doctor`.
    public func forEachEvent(_ body: (AuditEvent) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everything, []) { row throws(AdminError) in try body(try Self.decode(row)) }
    }

    /// The hash of one event; `nil` where there is none of that number.
    public func hash(of sequence: Int64, in organization: OrganizationID?) throws(AdminError) -> [UInt8]? {
        try transaction.firstRow(SQL.hash, [Self.chain(organization), .integer(sequence)]) { row throws(AdminError) in
            try row.bytes(0)
        }
    }

    /// Where every chain has got to.
    public func forEachHead(_ body: (OrganizationID?, AuditHead) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.heads, []) { row throws(AdminError) in
            let organization = try row.text(0) == Self.platform ? nil : try row.id(0, Organization.self)
            body(organization, AuditHead(sequence: try row.integer(1), hash: try row.bytes(2)))
        }
    }

    private static let platform = "platform"

    private static func chain(_ organization: OrganizationID?) -> SQLValue {
        .text(organization?.text ?? platform)
    }

    private static func decode(_ row: Row) throws(AdminError) -> AuditEvent {
        AuditEvent(
            id: try row.id(2, AuditEvent.self),
            organizationID: try row.text(0) == platform ? nil : try row.id(0, Organization.self),
            sequence: try row.integer(1),
            occurredAt: try row.instant(3),
            action: try row.parsed(4, "an action") { AuditEvent.Action(rawValue: $0) },
            actor: try row.text(5),
            target: try row.text(6),
            address: try row.optionalText(7),
            requestID: try row.optionalText(8),
            details: try row.text(9),
            previousHash: try row.bytes(10),
            hash: try row.bytes(11))
    }
}
