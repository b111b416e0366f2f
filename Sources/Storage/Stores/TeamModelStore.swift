import Domain

extension Transaction {
    public var teamModels: TeamModelStore { TeamModelStore(transaction: self) }
}

/// Which models teams may use. A team without a row may use all.
public struct TeamModelStore {
    let transaction: any Transaction

    public func find(_ team: TeamID, in organization: OrganizationID) throws(AdminError) -> TeamModels? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(team)], Self.decode)
    }

    public func set(_ models: TeamModels) throws(AdminError) {
        try transaction.run(
            SQL.set,
            [
                .id(models.organizationID), .id(models.teamID), .text(models.mode.rawValue),
                try StoredJSON.text(models.models.map(\.text)), .instant(models.updatedAt),
            ])
    }

    /// Those of every team that there is, for the hot path.
    public func forEachTeam(_ body: (TeamModels) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everything, []) { row throws(AdminError) in try body(try Self.decode(row)) }
    }

    static func decode(_ row: Row) throws(AdminError) -> TeamModels {
        TeamModels(
            teamID: try row.id(1, Team.self), organizationID: try row.id(0, Organization.self),
            mode: try row.parsed(2, "a mode") { ModelAccessMode(rawValue: $0) },
            models: try row.list(3, "models") { ModelPattern($0) },
            updatedAt: try row.instant(4))
    }
}

extension TeamModelStore {
    enum SQL {
        private static let columns = "organization_id, team_id, mode, models, updated_at"

        static let find = Statement(
            "SELECT \(columns) FROM team_models WHERE organization_id = $1 AND team_id = $2")
        static let set = Statement(
            """
            INSERT INTO team_models (\(columns)) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (team_id) DO UPDATE SET \
            mode = excluded.mode, models = excluded.models, updated_at = excluded.updated_at \
            WHERE team_models.organization_id = excluded.organization_id
            """)
        static let everything = Statement(
            """
            SELECT \(columns) FROM team_models WHERE team_id IN (SELECT id FROM teams WHERE deleted_at IS NULL)
            """, crossTenantReason: "the hot path judges every tenant's teams")

        static let all = [find, set, everything]
    }
}
