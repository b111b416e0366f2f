import Domain

extension Transaction {
    public var reservations: ReservationStore { ReservationStore(transaction: self) }
}

public struct ReservationStore {
    let transaction: any Transaction

    /// - Returns: false where the key has one with this request id already; nothing is written then.
    public func insert(_ reservation: Reservation, taking amounts: ReservedAmounts) throws(AdminError) -> Bool {
        try transaction.run(SQL.insert, Self.values(reservation, amounts)) > 0
    }

    /// Writes what can change: its expiry, its state.
    public func update(_ reservation: Reservation) throws(AdminError) {
        try transaction.run(
            SQL.update,
            [
                .id(reservation.call.organizationID), .id(reservation.id), .instant(reservation.expiresAt),
                .text(reservation.state.rawValue), .instant(reservation.endedAt), .id(reservation.entryID),
            ])
    }

    public func find(_ id: ReservationID, in organization: OrganizationID) throws(AdminError) -> Reservation? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id)], Self.decode)
    }

    /// What it took, be it given back or not.
    public func amounts(
        of id: ReservationID, in organization: OrganizationID
    ) throws(AdminError) -> ReservedAmounts? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id)], Self.decodeAmounts)
    }

    public func find(
        requestID: String, of key: APIKeyID, in organization: OrganizationID
    ) throws(AdminError) -> Reservation? {
        try transaction.firstRow(SQL.findByRequest, [.id(organization), .id(key), .text(requestID)], Self.decode)
    }

    /// Those whose calls have this id, of whichever key: few.
    public func ids(
        ofRequest requestID: String, in organization: OrganizationID, after id: ReservationID?
    ) throws(AdminError) -> [ReservationID] {
        try transaction.rows(
            SQL.ofRequest, [.id(organization), .text(requestID), .text(id?.text ?? "")]
        ) { row throws(AdminError) in try row.id(0, Reservation.self) }
    }

    /// - Parameter state: `nil` for all that are remembered.
    public func list(
        _ state: Reservation.State?, in organization: OrganizationID, _ page: PageRequest<Reservation>
    ) throws(AdminError) -> Page<Reservation> {
        let after = SQLValue.text(page.after?.text ?? "")
        let (statement, values): (Statement, [SQLValue]) =
            switch state {
            case nil: (SQL.list, [.id(organization), after])
            case .settled: (SQL.listSettled, [.id(organization), after])
            case .some(let state): (SQL.listByState, [.id(organization), .text(state.rawValue), after])
            }
        return try transaction.page(statement, limit: page.limit, Self.decode) { rows in values + [rows] }
    }

    public func forEachOpen(
        in organization: OrganizationID, _ body: (Reservation, ReservedAmounts) throws(AdminError) -> Void
    ) throws(AdminError) {
        try transaction.forEachRow(SQL.open, [.id(organization)]) { row throws(AdminError) in
            try body(try Self.decode(row), try Self.decodeAmounts(row))
        }
    }

    /// The organizations that have open ones.
    public func organizationsWithOpen() throws(AdminError) -> [OrganizationID] {
        try transaction.rows(SQL.organizationsWithOpen, []) { row throws(AdminError) in
            try row.id(0, Organization.self)
        }
    }

    /// Forgets up to `limit` that ended before an instant. Their calls are found by their request ids all the same.
    ///
    /// - Returns: how many.
    public func purge(
        in organization: OrganizationID, endedBefore instant: Instant, limit: Int
    ) throws(AdminError) -> Int {
        // An id begins with the time of its making: what was made later cannot have ended earlier.
        let bound = ReservationID(high: UInt64(clamping: instant.milliseconds) << 16, low: 0)
        let values: [SQLValue] = [.id(organization), .instant(instant), .id(bound), .integer(Int64(limit))]
        _ = try transaction.run(SQL.keepRequests, values)
        return try transaction.run(SQL.purge, values)
    }

    private static func values(
        _ reservation: Reservation, _ amounts: ReservedAmounts
    ) throws(AdminError) -> [SQLValue] {
        let call = reservation.call
        return [
            .id(call.organizationID), .id(reservation.id), .id(call.keyID), .id(call.owner.teamID),
            .id(call.owner.userID), .optionalText(call.requestID), .optionalText(call.model), .id(call.modelID),
            .optionalInteger(call.priceVersion),
            StoredJSON.text(call.metadata),
            .integer(reservation.estimate.inputTokens), .integer(reservation.estimate.outputTokens),
            .optionalInteger(reservation.estimate.cost?.count), .text(StoredCharges.text(amounts.holds)),
            .text(StoredCharges.text(amounts.windowCharges)), .instant(reservation.createdAt),
            .instant(reservation.expiresAt), .text(reservation.state.rawValue), .instant(reservation.endedAt),
            .id(reservation.entryID),
        ]
    }

    private static func decode(_ row: Row) throws(AdminError) -> Reservation {
        Reservation(
            id: try row.id(1, Reservation.self), call: try decodeCall(row),
            estimate: try CallEstimate(
                inputTokens: row.integer(10), outputTokens: row.integer(11),
                cost: row.optionalInteger(12).map { NanoDollars($0) }),
            createdAt: try row.instant(15), expiresAt: try row.instant(16),
            state: try row.parsed(17, "a state") { Reservation.State(rawValue: $0) },
            endedAt: try row.optionalInstant(18), entryID: try row.optionalID(19, LedgerEntry.self))
    }

    private static func decodeAmounts(_ row: Row) throws(AdminError) -> ReservedAmounts {
        ReservedAmounts(
            holds: try holds(row, 13), windowCharges: try holds(row, 14))
    }

    private static func holds(_ row: Row, _ column: Int) throws(AdminError) -> [CounterHold] {
        let text = try row.text(column)
        return try row.reading(column, "amounts on counters") { () throws(AdminError) in
            try StoredCharges.holds(text)
        }
    }

    private static func decodeCall(_ row: Row) throws(AdminError) -> ReservedCall {
        let team = try row.optionalID(3, Team.self)
        let metadata = try row.text(9)
        return ReservedCall(
            organizationID: try row.id(0, Organization.self), keyID: try row.id(2, APIKey.self),
            owner: team == nil ? .user(try row.id(4, User.self)) : .team(try row.id(3, Team.self)),
            requestID: try row.optionalText(5),
            model: try row.optionalText(6), modelID: try row.optionalID(7, Model.self),
            priceVersion: try row.optionalInteger(8),
            metadata: metadata == "{}" ? [:] : try row.json(9, as: [String: String].self))
    }
}
