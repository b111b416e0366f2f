import Wire

extension KeyholdClient {
    /// Holds what a call may use. Repeating it with the same `request_id` holds once.
    ///
    /// - Throws: `AdminClientError.api` with 429 or 402 where a limit refuses the call.
    public func createReservation(_ body: CreateReservationBody) throws(AdminClientError) -> ReservationBody {
        try send(Call(.createReservation, body: Codec.encode(body)))
    }

    /// - Parameter state: `open`, `settled`, `released`, `expired`; `nil` for all that are remembered.
    public func listReservations(
        state: String? = nil, limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<ReservationBody> {
        let query = Query([("state", state), ("limit", limit.map(String.init)), ("after", after)])
        return try page(Call(.listReservations, query: query))
    }

    /// Every reservation in that state, page by page.
    public func reservations(state: String? = nil, pageSize: Int? = nil) -> Pages<ReservationBody> {
        Pages { after throws(AdminClientError) in
            try self.listReservations(state: state, limit: pageSize, after: after)
        }
    }

    public func getReservation(_ id: String) throws(AdminClientError) -> ReservationBody {
        try send(Call(.getReservation, path: Endpoint.getReservation.path(id)))
    }

    /// Charges what was really used and frees the rest. Repeating it charges once.
    public func settleReservation(_ id: String, _ body: SettleBody) throws(AdminClientError) -> ReservationBody {
        try send(Call(.settleReservation, path: Endpoint.settleReservation.path(id), body: Codec.encode(body)))
    }

    /// For a call that was not made.
    public func releaseReservation(_ id: String) throws(AdminClientError) -> ReservationBody {
        try send(Call(.releaseReservation, path: Endpoint.releaseReservation.path(id), body: Codec.encode(EmptyBody())))
    }

    public func extendReservation(
        _ id: String, _ body: ExtendReservationBody
    ) throws(AdminClientError) -> ReservationBody {
        try send(Call(.extendReservation, path: Endpoint.extendReservation.path(id), body: Codec.encode(body)))
    }

    /// Charges up to a thousand calls that were never reserved, each once per request id: all of them, or, where a record
    /// is wrong, none.
    public func recordUsage(_ records: [UsageRecordBody]) throws(AdminClientError) -> [UsageEntryBody] {
        try send(Call(.recordUsage, body: Codec.encode(RecordUsageBody(records: records))), as: ListBody.self).data
    }

    /// One page of the ledger's rows.
    ///
    /// - Parameter filter: parameters of the query, such as `from`, `key_id`, `model`.
    public func listUsage(
        _ filter: [(name: String, value: String?)] = [], limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<UsageEntryBody> {
        try page(Call(.listUsage, query: Query(filter + [("limit", limit.map(String.init)), ("after", after)])))
    }

    /// All of them, page by page.
    public func usage(_ filter: [(name: String, value: String?)] = [], pageSize: Int? = nil) -> Pages<UsageEntryBody> {
        Pages { after throws(AdminClientError) in try self.listUsage(filter, limit: pageSize, after: after) }
    }

    /// A page as text, `csv` or `jsonl`, and what to pass as `after` for the next.
    public func exportUsage(
        _ format: String, _ filter: [(name: String, value: String?)] = [], limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> (text: String, next: String?) {
        let query = Query(filter + [("format", format), ("limit", limit.map(String.init)), ("after", after)])
        let response = try send(Call(.listUsage, query: query))
        return (String(decoding: response.body, as: UTF8.self), LinkHeader.after(response.headers.all("Link")))
    }

    /// One row of the ledger, with what puts it right.
    public func getUsage(_ id: String) throws(AdminClientError) -> UsageEntryBody {
        try send(Call(.getUsage, path: Endpoint.getUsage.path(id)))
    }

    /// Reckons calls again by the prices that are known by now; one piece, of which the reply says whether there is more.
    public func repriceUsage(_ body: RepriceUsageBody) throws(AdminClientError) -> UsageRepricingBody {
        try send(Call(.repriceUsage, body: Codec.encode(body)))
    }

    /// Adds a row that makes of a call what it should have been.
    public func correctUsage(_ id: String, _ body: CorrectUsageBody) throws(AdminClientError) -> UsageEntryBody {
        try send(Call(.correctUsage, path: Endpoint.correctUsage.path(id), body: Codec.encode(body)))
    }

    /// Why a call passes or not. Charges nothing.
    public func explainKey(_ body: VerifyRequestBody) throws(AdminClientError) -> ExplainBody {
        try send(Call(.explainKey, body: Codec.encode(body)))
    }
}
