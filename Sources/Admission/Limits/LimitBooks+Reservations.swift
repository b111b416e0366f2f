import Domain

/// The life of a reservation. Each returns once what it says is on disk. What belongs to another organization looks like
/// what does not exist.
extension LimitBooks {
    /// The reservation as it stands, in memory or on disk; `nil` where there is none, or no longer.
    public func find(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> KnownReservation? {
        let live = try book(of: organization).use { state in
            state.reservations[id].flatMap { $0.isOnDisk ? $0.known : nil }
        }
        if let live { return live }
        return try await storage.reservation(id, in: organization)?.known
    }

    /// The model that it is for, as far as memory still has its price.
    public func pinnedModel(of id: ReservationID, in organization: OrganizationID) throws(AdminError) -> PinnedModel? {
        try book(of: organization).use { $0.pinnedModel(of: id) }
    }

    /// Charges what was really used and frees the rest. An expired reservation takes its settlement late, and of several
    /// that come at once the first.
    public func settle(
        _ id: ReservationID, in organization: OrganizationID, _ settlement: Settlement
    ) async throws(AdminError) -> KnownReservation {
        try await act(on: id, in: organization) { state throws(AdminError) in
            try state.settle(id, settlement, at: time.now())
        } stored: { state, known, taken throws(AdminError) in
            try state.settle(known, taken, settlement, at: time.now())
        }
    }

    /// The same without waiting, for what memory knows all of: where there is a ticket, nobody may be told before it is
    /// resolved.
    ///
    /// - Parameter name: of the model that answered; `nil` for the one that was reserved for.
    /// - Returns: `nil` where memory does not know the reservation, or not the price of that model; nothing has happened
    ///   then.
    public func settleNow(
        _ id: ReservationID, in organization: OrganizationID, named name: String?,
        _ settlement: (PinnedModel) -> Settlement
    ) throws(AdminError) -> Ended? {
        try book(of: organization).use { state throws(AdminError) in
            guard let pinned = state.pinnedModel(of: id), name == nil || name == pinned.name else { return nil }
            return try state.settle(id, settlement(pinned), at: time.now())
        }
    }

    /// The call was not made. Repeating it changes nothing.
    public func release(
        _ id: ReservationID, in organization: OrganizationID
    ) async throws(AdminError) -> KnownReservation {
        try await act(on: id, in: organization) { state throws(AdminError) in
            try state.release(id, at: time.now())
        } stored: { _, known, _ throws(AdminError) in
            guard known.reservation.state != .settled else { throw .alreadySettled }
            return Ended(known: known, ticket: nil)
        }
    }

    /// - Parameter ttlSeconds: from now on, 1 … 86,400; never past a day after it was made.
    public func extend(
        _ id: ReservationID, in organization: OrganizationID, ttlSeconds: Int64
    ) async throws(AdminError) -> KnownReservation {
        let request = try ReserveRequest(requestID: nil, ttlSeconds: ttlSeconds)
        return try await act(on: id, in: organization) { state throws(AdminError) in
            try state.extend(id, ttlSeconds: request.ttlSeconds, at: time.now())
        } stored: { _, known, _ throws(AdminError) in
            throw .alreadyEnded(known.reservation.state)
        }
    }

    /// How often the disk is read for one change, where memory is read anew meanwhile.
    static let readings = 3

    /// Makes a change of a reservation, in memory where that knows it; else of what the disk says, unless memory knows
    /// better by then.
    ///
    /// - Parameters:
    ///   - live: returns `nil` where memory does not know the reservation.
    ///   - stored: is given one that has ended.
    private func act(
        on id: ReservationID, in organization: OrganizationID,
        live: (inout BookState) throws(AdminError) -> Ended?,
        stored: (inout BookState, KnownReservation, ReservedAmounts) throws(AdminError) -> Ended
    ) async throws(AdminError) -> KnownReservation {
        let book = book(of: organization)
        for _ in 0..<Self.readings {
            let (ended, interest) = try book.use { state throws(AdminError) in
                let ended = try live(&state)
                return (ended, ended == nil ? state.begin(reservations: [id]) : nil)
            }
            if let ended { return try await ended.written() }
            guard let interest else { break }
            defer { book.follow { $0.end(interest) } }
            guard let found = try await storage.reservation(id, in: organization) else {
                throw .missing("reservation")
            }
            let late = try book.use { state throws(AdminError) -> Ended? in
                if let ended = try live(&state) { return ended }
                guard interest.isValid(in: state), found.known.reservation.state != .open else { return nil }
                return try stored(&state, found.known, found.taken)
            }
            if let late { return try await late.written() }
        }
        throw .bookIsUnavailable
    }

    public func list(
        _ state: Reservation.State?, in organization: OrganizationID, _ page: PageRequest<Reservation>
    ) async throws(AdminError) -> Page<KnownReservation> {
        let stored = try await storage.list(state, in: organization, page)
        // What an open one holds, on which limit, only memory knows.
        return try book(of: organization).use { book in
            let items = stored.items.compactMap { known -> KnownReservation? in
                guard known.reservation.state == .open else { return known }
                let live = book.reservations[known.reservation.id]?.known
                // Its end may not have been on disk when that was read.
                return state == nil || live?.reservation.state == state ? live ?? known : nil
            }
            return Page(items: items, hasMore: stored.hasMore, damaged: stored.damaged)
        }
    }
}

extension Ended {
    func written() async throws(AdminError) -> KnownReservation {
        _ = try await ticket?.wait()
        return known
    }
}
