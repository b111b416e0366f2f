import Domain

extension Transaction {
    public var ledgerEntries: LedgerEntryStore { LedgerEntryStore(transaction: self) }
}

/// The ledger: rows are added and read, never changed.
public struct LedgerEntryStore {
    let transaction: any Transaction

    public func insert(_ entry: LedgerEntry) throws(AdminError) {
        try transaction.run(
            SQL.insert,
            [
                .id(entry.organizationID), .id(entry.id),
                .text(entry.kind == .correction ? "usage" : entry.kind.rawValue), .id(entry.reservationID),
                .id(entry.keyID), .optionalText(entry.requestID), .optionalText(entry.model), .id(entry.modelID),
                .optionalInteger(entry.priceVersion), .optionalInteger(entry.usage?.input),
                .optionalInteger(entry.usage?.cachedInput), .optionalInteger(entry.usage?.output),
                .optionalInteger(entry.usage?.reasoning), .optionalInteger(entry.usage?.requests),
                .optionalInteger(entry.cost?.count), .optionalText(entry.outcome),
                .text(StoredCharges.text(entry.charges)), .instant(entry.createdAt),
                try StoredMeters.value(entry.usage?.extras ?? .none), .instant(entry.occurredAt),
                .id(entry.corrects), .optionalText(entry.reason),
                .optionalText(entry.unpriced.map { $0.map(\.text).joined(separator: " ") }),
                entry.metadata.isEmpty ? .null : StoredJSON.text(entry.metadata),
            ])
    }

    public func find(_ id: LedgerEntryID, in organization: OrganizationID) throws(AdminError) -> LedgerEntry? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id)], Self.decode)
    }

    /// A call's row with all that was put right about it; `nil` where there is no such row.
    public func chain(of id: LedgerEntryID, in organization: OrganizationID) throws(AdminError) -> UsageChain? {
        guard let entry = try find(id, in: organization) else { return nil }
        let expiry = try entry.reservationID.flatMap { reservation throws(AdminError) in
            try transaction.firstRow(SQL.expiry, [.id(organization), .id(reservation)], Self.decode)
        }
        return UsageChain(
            entry: entry,
            corrections: try transaction.rows(SQL.corrections, [.id(organization), .id(id)], Self.decode),
            expiry: expiry?.id == id ? nil : expiry)
    }

    /// Every charge there ever was, in no particular order.
    public func forEachCharge(_ body: (CounterCharge) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.charges, []) { row throws(AdminError) in
            for charge in try row.charges(0) { try body(charge) }
        }
    }

    /// Hands over the charges of an organization's next rows, in the order in which those were made.
    ///
    /// - Returns: the last of the rows; `nil` where there are no more behind them.
    public func forEachCharge(
        in organization: OrganizationID, after id: LedgerEntryID?, limit: Int,
        _ body: (CounterCharge) throws(AdminError) -> Void
    ) throws(AdminError) -> LedgerEntryID? {
        var (last, count) = (id, 0)
        try transaction.forEachRow(
            SQL.chargesAfter, [.id(organization), .text(id?.text ?? ""), .integer(Int64(limit))]
        ) { row throws(AdminError) in
            last = try row.id(0, LedgerEntry.self)
            count += 1
            for charge in try row.charges(1) { try body(charge) }
        }
        return count < limit ? nil : last
    }

    /// All of an organization's, in the order in which they were made.
    public func forEachCharge(
        in organization: OrganizationID, _ body: (CounterCharge) throws(AdminError) -> Void
    ) throws(AdminError) {
        _ = try forEachCharge(in: organization, after: nil, limit: .max, body)
    }

    static func decode(_ row: Row) throws(AdminError) -> LedgerEntry {
        let corrects = try row.optionalID(20, LedgerEntry.self)
        return LedgerEntry(
            id: try row.id(1, LedgerEntry.self), organizationID: try row.id(0, Organization.self),
            kind: corrects == nil ? try row.parsed(2, "a kind") { LedgerEntry.Kind(rawValue: $0) } : .correction,
            reservationID: try row.optionalID(3, Reservation.self), keyID: try row.optionalID(4, APIKey.self),
            requestID: try row.optionalText(5), model: try row.optionalText(6),
            modelID: try row.optionalID(7, Model.self), priceVersion: try row.optionalInteger(8),
            usage: try decodeUsage(row, isDifference: corrects != nil),
            cost: try row.optionalInteger(14).map { NanoDollars($0) }, outcome: try row.optionalText(15),
            charges: try row.charges(16), occurredAt: try row.optionalInstant(19), corrects: corrects,
            reason: try row.optionalText(21), unpriced: try unpriced(row),
            metadata: try row.optionalText(23) == nil ? [:] : try row.json(23, as: [String: String].self),
            createdAt: try row.instant(17))
    }

    private static func unpriced(_ row: Row) throws(AdminError) -> [PolicyID]? {
        try row.optionalText(22).map { text throws(AdminError) in
            try row.reading(22, "ids of policies") { () throws(AdminError) in
                var ids: [PolicyID] = []
                for word in text.split(separator: " ") {
                    guard let id = PolicyID(word) else { throw .internal("a column does not hold ids of policies") }
                    ids.append(id)
                }
                return ids
            }
        }
    }

    private static func decodeUsage(_ row: Row, isDifference: Bool) throws(AdminError) -> TokenUsage? {
        guard let input = try row.optionalInteger(9) else { return nil }
        if isDifference {
            return try TokenUsage(
                uncheckedInput: input, cachedInput: row.integer(10), output: row.integer(11),
                reasoning: row.integer(12), requests: row.integer(13), extras: extras(row))
        }
        return try TokenUsage(
            input: input, cachedInput: row.integer(10), output: row.integer(11), reasoning: row.integer(12),
            requests: row.integer(13), extras: extras(row))
    }

    private static func extras(_ row: Row) throws(AdminError) -> UsageExtras {
        guard try row.optionalText(18) != nil else { return .none }
        return try row.json(18, as: StoredMeters.self).extras()
    }
}

extension Row {
    fileprivate func charges(_ column: Int) throws(AdminError) -> [CounterCharge] {
        let text = try text(column)
        return try reading(column, "charges on counters") { () throws(AdminError) in try StoredCharges.charges(text) }
    }
}
