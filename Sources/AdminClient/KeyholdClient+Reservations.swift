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

    /// Why a call passes or not. Charges nothing.
    public func explainKey(_ body: VerifyRequestBody) throws(AdminClientError) -> ExplainBody {
        try send(Call(.explainKey, body: Codec.encode(body)))
    }
}
