import Domain
import Policy

extension BookState {
    /// Ends every open reservation whose time has come. Called ahead of every decision, so that a hold is never refused
    /// room by one that has expired.
    mutating func expireDue(at now: Instant) {
        guard let next = expiries.next, next <= now else { return }
        while let id = expiries.popDue(at: now) {
            guard let live = reservations[id], live.row.state == .open else { continue }
            // It was extended, or nobody has been told of it yet: its time comes again.
            guard live.row.expiresAt <= now, live.isOnDisk else {
                let again = live.isOnDisk ? live.row.expiresAt : now.adding(seconds: 1)
                expiries.insert(ExpiryQueue.Item(at: again, id: id))
                continue
            }
            expire(live, at: now)
        }
    }

    private mutating func expire(_ live: LiveReservation, at now: Instant) {
        let held = live.holds.filter { amount in
            if case .usage(let usage) = amount.counter.policy.policy.limit { usage.onExpiry == .charge } else { false }
        }
        let charges = held.compactMap { charge(chargeable($0), on: $0.counter, at: now) }
        if !charges.isEmpty {
            live.entry = LedgerEntry(
                id: identifiers.next(LedgerEntry.self, at: now), organizationID: organizationID, kind: .expiry,
                reservationID: live.row.id, keyID: live.row.call.keyID, requestID: live.row.call.requestID,
                model: live.row.call.model, modelID: live.row.call.modelID, priceVersion: live.row.call.priceVersion,
                cost: live.row.estimate.cost, charges: charges, metadata: live.row.call.metadata,
                createdAt: now)
        }
        end(live, as: .expired, at: now)
    }

    /// A charge that nobody can be told to have failed is cut to what fits.
    private func chargeable(_ amount: LiveAmount) -> Int64 {
        min(amount.amount, Int64.max - amount.counter.used)
    }

    /// Frees what it holds, and has its end written.
    mutating func end(_ live: LiveReservation, as state: Reservation.State, at now: Instant) {
        if live.row.state == .open {
            for hold in live.holds { self.hold(-hold.amount, on: hold.counter) }
            totals.reserved -= live.reservedTotal
        }
        live.row.state = state
        live.row.endedAt = now
        live.row.entryID = live.entry?.id
        pending.updates.append(live.row)
        if let entry = live.entry { pending.entries.append(entry) }
        keepUntilWritten(live)
        expiries.compact(open: reservations.count) { [reservations] in
            reservations.values.filter { $0.row.state == .open }
                .map { ExpiryQueue.Item(at: $0.row.expiresAt, id: $0.row.id) }
        }
    }

    mutating func keepUntilWritten(_ live: LiveReservation) {
        live.unwrittenEnds += 1
        pending.ended.append(live)
    }

    /// The call was not made: gives everything back but the requests that were counted on windows.
    ///
    /// - Throws: `conflict` where it was settled. One that has expired or was released before stays as it is.
    mutating func release(_ id: ReservationID, at now: Instant) throws(AdminError) -> Ended? {
        expireDue(at: now)
        guard let live = reservations[id] else { return nil }
        switch live.row.state {
        case .settled: throw .alreadySettled
        case .released, .expired: return Ended(known: live.known, ticket: awaitPending())
        case .open:
            for charge in live.windowCharges { correct(charge, to: 0, of: live, at: now) }
            end(live, as: .released, at: now)
            return Ended(known: live.known, ticket: nextCommit())
        }
    }

    /// - Parameter ttlSeconds: from now on; never past a day after it was made.
    /// - Throws: `conflict` where it has ended.
    mutating func extend(
        _ id: ReservationID, ttlSeconds: Int64, at now: Instant
    ) throws(AdminError) -> Ended? {
        expireDue(at: now)
        guard let live = reservations[id] else { return nil }
        guard live.row.state == .open else { throw .alreadyEnded(live.row.state) }
        live.row.expiresAt = min(
            now.adding(seconds: ttlSeconds), live.row.createdAt.adding(seconds: Reservation.longestTTL))
        expiries.insert(ExpiryQueue.Item(at: live.row.expiresAt, id: id))
        pending.updates.append(live.row)
        return Ended(known: live.known, ticket: nextCommit())
    }

    /// Puts a window of tokens right once it is known what was used.
    mutating func correct(_ charge: LiveAmount, to actual: Int64, of live: LiveReservation, at now: Instant) {
        guard actual != charge.amount, charge.counter.isCurrent else { return }
        charge.counter.window?.ring.correct(
            by: actual - charge.amount, chargedAt: live.row.createdAt, now: now)
        pending.mark(charge.counter)
    }
}

/// A reservation after a change, and the commit that the reply waits for.
public struct Ended: Sendable {
    public let known: KnownReservation
    public let ticket: CommitTicket?
    /// Of a record of usage: its request id was known.
    var isRepeated = false
}

extension LiveReservation {
    var known: KnownReservation {
        let holds = holds.map { ReservationHold(policy: $0.counter.policy.label, amount: $0.amount) }
        return KnownReservation(row, entry: entry, holds: row.state == .open ? holds : [])
    }
}

extension AdminError {
    static var alreadySettled: AdminError { .conflict("The reservation was settled.") }

    static func alreadyEnded(_ state: Reservation.State) -> AdminError {
        .conflict("The reservation is not open any more: it is \(state.rawValue).")
    }

    static var wasReleased: AdminError {
        .conflict(
            """
            The reservation was released: nothing is to be settled. Record what was used with POST /v1/usage, \
            under another request_id.
            """)
    }
}
