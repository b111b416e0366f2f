import Domain

extension Transaction {
    public var models: ModelStore { ModelStore(transaction: self) }
}

/// The catalogue. `nil` for an organization stands for the platform, whose models every organization sees that has none
/// of its own by the same name.
public struct ModelStore {
    let transaction: any Transaction

    /// By id, the platform's included.
    public func find(_ id: ModelID, visibleTo organization: OrganizationID?) throws(AdminError) -> Model? {
        try transaction.firstRow(SQL.findVisible, [.id(organization), .id(id)], Self.decode)
    }

    /// By name or alias; the organization's own before the platform's.
    public func find(_ name: ModelName, visibleTo organization: OrganizationID?) throws(AdminError) -> Model? {
        let values: [SQLValue] = [.id(organization), .text(name.text)]
        let named = try transaction.firstRow(SQL.findVisibleByName, values, Self.decode)
        if let named, named.organizationID == organization { return named }
        let aliased = try transaction.firstRow(SQL.findVisibleByAlias, values, Self.decode)
        if let aliased, aliased.organizationID == organization { return aliased }
        return named ?? aliased
    }

    /// The organization's own, and those of the platform's that it has not overridden.
    public func list(
        visibleTo organization: OrganizationID?, _ page: PageRequest<Model>
    ) throws(AdminError) -> Page<Model> {
        try transaction.page(SQL.listVisible, limit: page.limit, Self.decode) { rows in
            [.id(organization), .text(page.after?.text ?? ""), rows]
        }
    }

    /// All of the organization's own.
    public func listAll(in organization: OrganizationID?) throws(AdminError) -> [Model] {
        try transaction.rows(SQL.listOwn, [.id(organization)], Self.decode)
    }

    public func count(in organization: OrganizationID?) throws(AdminError) -> Int {
        let counts = try transaction.rows(SQL.countOwn, [.id(organization)]) { row throws(AdminError) in
            try row.integer(0)
        }
        return Int(counts.first ?? 0)
    }

    /// Be it as a name or as an alias.
    public func isNameTaken(
        _ name: ModelName, in organization: OrganizationID?, except id: ModelID
    ) throws(AdminError) -> Bool {
        try transaction.exists(SQL.isNameTaken, [.id(organization), .text(name.text), .id(id)])
    }

    public func insert(_ model: Model) throws(AdminError) {
        try transaction.run(SQL.insert, try Self.values(model) + [.instant(model.createdAt)])
        try insertAliases(of: model)
    }

    public func update(_ model: Model, replacing before: Model) throws(AdminError) {
        try transaction.run(SQL.update, try Self.values(model))
        guard model.aliases != before.aliases else { return }
        try transaction.run(SQL.deleteAliases, [.id(model.organizationID), .id(model.id)])
        try insertAliases(of: model)
    }

    private func insertAliases(of model: Model) throws(AdminError) {
        for alias in model.aliases {
            try transaction.run(SQL.insertAlias, [.id(model.organizationID), .id(model.id), .text(alias.text)])
        }
    }

    public func delete(_ model: Model) throws(AdminError) {
        try transaction.run(SQL.deleteAliases, [.id(model.organizationID), .id(model.id)])
        try transaction.run(SQL.delete, [.id(model.organizationID), .id(model.id), .instant(transaction.now)])
    }

    /// Every model of every living organization and of the platform, for the catalogue in memory.
    public func forEachModel(_ body: (Model) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everything, []) { row throws(AdminError) in try body(try Self.decode(row)) }
    }

    private static func values(_ model: Model) throws(AdminError) -> [SQLValue] {
        [
            .id(model.organizationID), .id(model.id), .text(model.name.text), .text(model.provider),
            .text(model.upstreamModel), .text(model.ownedBy), .text(model.description),
            try StoredJSON.text(model.capabilities.map(\.rawValue)), .optionalInteger(model.contextWindow),
            .optionalInteger(model.maximumTokens), .optionalInteger(model.timeoutMilliseconds),
            .optionalInteger(model.streamTimeoutMilliseconds), .bool(model.isEnabled), .instant(model.updatedAt),
            .bool(model.isPricePinned), try StoredJSON.text(model.aliases.map(\.text)),
        ]
    }

    static func decode(_ row: Row) throws(AdminError) -> Model {
        var model = Model(
            id: try row.id(1, Model.self), organizationID: try row.optionalID(0, Organization.self),
            name: try row.parsed(2, "a model's name") { ModelName($0) }, provider: try row.text(3),
            upstreamModel: try row.text(4), ownedBy: try row.text(5), description: try row.text(6),
            capabilities: try capabilities(row), contextWindow: try row.optionalInteger(8),
            maximumTokens: try row.optionalInteger(9), timeoutMilliseconds: try row.optionalInteger(10),
            streamTimeoutMilliseconds: try row.optionalInteger(11), isEnabled: try row.bool(12),
            createdAt: try row.instant(16), updatedAt: try row.instant(13))
        model.isPricePinned = try row.bool(14)
        model.aliases = try row.list(15, "names of models") { ModelName($0) }
        return model
    }

    private static func capabilities(_ row: Row) throws(AdminError) -> [ModelCapability] {
        try row.list(7, "capabilities") { ModelCapability(rawValue: $0) }
    }
}
