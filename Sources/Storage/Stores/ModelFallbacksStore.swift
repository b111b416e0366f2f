import Domain

extension Transaction {
    public var modelFallbacks: ModelFallbacksStore { ModelFallbacksStore(transaction: self) }
}

public struct ModelFallbacksStore {
    let transaction: any Transaction

    /// - Parameter team: `nil` for the organization's own list.
    public func find(
        _ model: ModelID, of team: TeamID?, in organization: OrganizationID
    ) throws(AdminError) -> ModelFallbacks? {
        try transaction.firstRow(SQL.find, Self.key(model, team, organization), Self.decode)
    }

    /// Every list in an organization, those of its teams included.
    public func list(in organization: OrganizationID) throws(AdminError) -> [ModelFallbacks] {
        try transaction.rows(SQL.list, [.id(organization)], Self.decode)
    }

    /// The lists that name a model.
    ///
    /// - Parameter organization: `nil` for every tenant's.
    public func listNaming(
        _ model: ModelID, in organization: OrganizationID?
    ) throws(AdminError) -> [ModelFallbacks] {
        guard let organization else {
            return try transaction.rows(SQL.listNamingEverywhere, [.id(model)], Self.decode)
        }
        return try transaction.rows(SQL.listNaming, [.id(organization), .id(model)], Self.decode)
    }

    /// What takes over for a model, in whatever tenant.
    public func listEverywhere(of model: ModelID) throws(AdminError) -> [ModelFallbacks] {
        try transaction.rows(SQL.listOfModelEverywhere, [.id(model)], Self.decode)
    }

    public func list(of team: TeamID, in organization: OrganizationID) throws(AdminError) -> [ModelFallbacks] {
        try transaction.rows(SQL.listByTeam, [.id(organization), .id(team)], Self.decode)
    }

    public func insert(_ fallbacks: ModelFallbacks) throws(AdminError) {
        let values: [SQLValue] = [
            .id(fallbacks.organizationID), .id(fallbacks.modelID), .id(fallbacks.teamID),
            try Self.text(fallbacks.fallbackIDs), .instant(fallbacks.updatedAt), .instant(fallbacks.createdAt),
        ]
        try transaction.run(SQL.insert, values)
    }

    public func update(_ fallbacks: ModelFallbacks) throws(AdminError) {
        let key = Self.key(fallbacks.modelID, fallbacks.teamID, fallbacks.organizationID)
        try transaction.run(
            SQL.update, key + [try Self.text(fallbacks.fallbackIDs), .instant(fallbacks.updatedAt)])
    }

    public func delete(_ fallbacks: ModelFallbacks) throws(AdminError) {
        try transaction.run(SQL.delete, Self.key(fallbacks.modelID, fallbacks.teamID, fallbacks.organizationID))
    }

    /// Every tenant's lists, for the directory of fallbacks.
    public func forEachList(_ body: (ModelFallbacks) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everything, []) { row throws(AdminError) in try body(try Self.decode(row)) }
    }

    private static func key(_ model: ModelID, _ team: TeamID?, _ organization: OrganizationID) -> [SQLValue] {
        [.id(organization), .id(model), .text(team?.text ?? "")]
    }

    private static func text(_ models: [ModelID]) throws(AdminError) -> SQLValue {
        try StoredJSON.text(models.map(\.text))
    }

    static func decode(_ row: Row) throws(AdminError) -> ModelFallbacks {
        ModelFallbacks(
            modelID: try row.id(1, Model.self), organizationID: try row.id(0, Organization.self),
            teamID: try row.optionalID(2, Team.self), fallbackIDs: try row.list(3, "ids of models") { ModelID($0) },
            createdAt: try row.instant(5),
            updatedAt: try row.instant(4))
    }
}
