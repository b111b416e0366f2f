import Domain

extension Transaction {
    public var periodChanges: PeriodChangeStore { PeriodChangeStore(transaction: self) }
}

/// What periods were reckoned by before: rows are added, and deleted once no counter can need them.
public struct PeriodChangeStore {
    let transaction: any Transaction

    /// Of two changes in one millisecond the first says what was there before.
    public func insert(_ change: PeriodChange) throws(AdminError) {
        let (organization, at) = (SQLValue.id(change.organizationID), SQLValue.instant(change.at))
        switch change.before {
        case .zone(let zone):
            try transaction.run(SQL.insert, [organization, .text(""), at, .text(zone.text), .null, .null, .null])
        case .period(let period, let policy):
            let stored = StoredPeriod(period)
            try transaction.run(
                SQL.insert,
                [
                    organization, .id(policy), at, .null, .text(stored.word), .optionalInteger(stored.days),
                    .instant(stored.anchor),
                ])
        }
    }

    /// Those of every tenant, each one's in their order.
    public func all() throws(AdminError) -> [OrganizationID: [PeriodChange]] {
        var changes: [OrganizationID: [PeriodChange]] = [:]
        try transaction.forEachRow(SQL.list, []) { row throws(AdminError) in
            let change = try Self.decode(row)
            changes[change.organizationID, default: []].append(change)
        }
        return changes
    }

    /// The tenants that have any.
    public func organizations() throws(AdminError) -> [OrganizationID] {
        try transaction.rows(SQL.organizations, []) { row throws(AdminError) in try row.id(0, Organization.self) }
    }

    /// One tenant's, in their order.
    public func list(in organization: OrganizationID) throws(AdminError) -> [PeriodChange] {
        try transaction.rows(SQL.listOwn, [.id(organization)], Self.decode)
    }

    /// Deletes those of a policy, or of the time zone (`nil`), that were made before an instant, `limit` at a time; says
    /// how many went.
    public func delete(
        of policy: PolicyID?, in organization: OrganizationID, before instant: Instant, limit: Int
    ) throws(AdminError) -> Int {
        try transaction.run(
            SQL.delete,
            [.id(organization), .text(policy?.text ?? ""), .instant(instant), .integer(Int64(limit))])
    }

    private static func decode(_ row: Row) throws(AdminError) -> PeriodChange {
        let before: PeriodChange.Before =
            row.isNull(3)
            ? .period(try StoredPeriod.decode(row, 4), of: try row.id(1, LimitPolicy.self))
            : .zone(try row.parsed(3, "a time zone") { TimeZoneName($0) })
        return PeriodChange(
            organizationID: try row.id(0, Organization.self), at: try row.instant(2), before: before)
    }

    enum SQL {
        static let insert = Statement(
            """
            INSERT INTO period_changes (organization_id, policy_id, changed_at, time_zone, period, period_days, \
            period_anchor) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
            """)
        static let list = Statement(
            """
            SELECT organization_id, policy_id, changed_at, time_zone, period, period_days, period_anchor \
            FROM period_changes ORDER BY changed_at
            """, crossTenantReason: "the books of every tenant are opened at the start")

        static let listOwn = Statement(
            """
            SELECT organization_id, policy_id, changed_at, time_zone, period, period_days, period_anchor \
            FROM period_changes WHERE organization_id = $1 ORDER BY changed_at
            """)
        static let organizations = Statement(
            "SELECT DISTINCT organization_id FROM period_changes",
            crossTenantReason: "the housekeeping looks after every tenant")
        static let delete = Statement(
            """
            DELETE FROM period_changes WHERE organization_id = $1 AND policy_id = $2 AND changed_at IN \
            (SELECT changed_at FROM period_changes WHERE organization_id = $1 AND policy_id = $2 AND changed_at < $3 \
            ORDER BY changed_at LIMIT $4)
            """)

        static let all = [insert, list, listOwn, organizations, delete]
    }
}
