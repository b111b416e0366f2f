import Domain

extension Transaction {
    public var serviceState: ServiceStateStore { ServiceStateStore(transaction: self) }
}

/// Facts about the database as a whole, by name.
public struct ServiceStateStore {
    public enum Name: String, CaseIterable, Sendable {
        /// A known text, sealed: opens only under the vault key that this database was made with.
        case vaultCheck = "vault_check"
        /// How far the audit trail had got, sealed: what was cut from it since is found.
        case auditAnchor = "audit_anchor"
        /// Written by the readiness probe, to see that writing works.
        case readyProbe = "ready_probe"
    }

    let transaction: any Transaction

    public func find(_ name: Name) throws(AdminError) -> [UInt8]? {
        try transaction.firstRow(SQL.find, [.text(name.rawValue)]) { row throws(AdminError) in try row.bytes(0) }
    }

    public func set(_ name: Name, to value: [UInt8]) throws(AdminError) {
        try transaction.run(SQL.set, [.text(name.rawValue), .blob(value)])
    }

    public func delete(_ name: Name) throws(AdminError) {
        try transaction.run(SQL.delete, [.text(name.rawValue)])
    }

    enum SQL {
        private static let reason = "belongs to the installation, not to a tenant"

        static let find = Statement("SELECT value FROM service_state WHERE name = $1", crossTenantReason: reason)
        static let set = Statement(
            """
            INSERT INTO service_state (name, value) VALUES ($1, $2) \
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, crossTenantReason: reason)

        static let delete = Statement("DELETE FROM service_state WHERE name = $1", crossTenantReason: reason)

        static let all = [find, set, delete]
    }
}
