import Domain

extension Transaction {
    public var modelPrices: ModelPriceStore { ModelPriceStore(transaction: self) }
}

/// Prices through time: rows are added and read, and nothing else; triggers in the database refuse the rest.
public struct ModelPriceStore {
    let transaction: any Transaction

    /// The versions after one (0: from the first), oldest first.
    public func list(
        of model: Model, after version: Int64, limit: Int
    ) throws(AdminError) -> Page<PriceVersion> {
        try transaction.page(SQL.list, limit: limit, Self.decode) { rows in
            [.id(model.organizationID), .id(model.id), .integer(version), rows]
        }
    }

    /// The one that was given last, in force or yet to come.
    public func latest(of model: Model) throws(AdminError) -> PriceVersion? {
        try transaction.firstRow(SQL.latest, [.id(model.organizationID), .id(model.id)], Self.decode)
    }

    /// The version that was in force at an instant, however long ago; `nil` where there was none yet.
    public func find(of model: Model, inForceAt instant: Instant) throws(AdminError) -> PriceVersion? {
        let values: [SQLValue] = [.id(model.organizationID), .id(model.id), .instant(instant)]
        return try transaction.firstRow(SQL.findInForce, values, Self.decode)
    }

    /// Newest first: those that are yet to come, and last the one in force, where there is one.
    public func standing(of model: Model) throws(AdminError) -> [PriceVersion] {
        let values: [SQLValue] = [.id(model.organizationID), .id(model.id), .instant(transaction.now)]
        return try transaction.rows(SQL.standing, values, Self.decode)
    }

    /// The last version of each of an organization's models.
    public func latest(in organization: OrganizationID?) throws(AdminError) -> [PriceVersion] {
        try transaction.rows(SQL.latestOfAll, [.id(organization)], Self.decode)
    }

    public func insert(_ price: PriceVersion, of model: Model) throws(AdminError) {
        var (components, reasons) = ("", [String]())
        switch price.state {
        case .priced(let price): components = StoredPrice.text(price)
        case .unpriced(let because): reasons = because
        case .free: break
        }
        try transaction.run(
            SQL.insert,
            [
                .id(model.organizationID), .id(price.modelID), .integer(price.version), .text(price.state.word),
                .instant(price.effectiveFrom), .instant(price.createdAt), .text(components),
                try StoredJSON.text(reasons),
            ])
    }

    /// As `standing`, of every model that there is, for the catalogue in memory.
    public func forEachStanding(_ body: (PriceVersion) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everything, [.instant(transaction.now)]) { row throws(AdminError) in
            try body(try Self.decode(row))
        }
    }

    static func decode(_ row: Row) throws(AdminError) -> PriceVersion {
        PriceVersion(
            modelID: try row.id(1, Model.self), version: try row.integer(2), state: try state(row),
            effectiveFrom: try row.instant(4), createdAt: try row.instant(5))
    }

    private static func state(_ row: Row) throws(AdminError) -> PriceState {
        switch try row.text(3) {
        case "free": .free
        case "unpriced": .unpriced(because: try row.json(7, as: [String].self))
        case "priced": .priced(try components(row))
        default: throw row.unexpected(3, "a price's state")
        }
    }

    private static func components(_ row: Row) throws(AdminError) -> ModelPrice {
        let text = try row.text(6)
        return try row.reading(6, "a price's components") { () throws(AdminError) in try StoredPrice.price(text) }
    }
}
