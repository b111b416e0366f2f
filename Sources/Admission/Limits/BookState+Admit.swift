import Domain
import Policy

/// A decision, and the commit that it has to wait for before anybody is told.
struct Admitted: Sendable {
    let answer: LimitAnswer
    let ticket: CommitTicket?
}

extension BookState {
    /// Decides one call: all limits together, counted at once or not at all. A refused call changes nothing.
    ///
    /// - Parameter reserving: `nil` for a call that is charged on limits of requests and only checked on the others.
    mutating func admit(
        _ call: LimitedCall, reserving request: ReserveRequest?, at now: Instant
    ) throws(AdminError) -> Admitted {
        expireDue(at: now)
        let plan = plan(for: call)
        if let request, let known = repeated(request, call) {
            return Admitted(
                answer: LimitAnswer.free.with(known.known).with(standings(plan, at: now)),
                ticket: awaitPending(known.isOnDisk ? nil : known.row.id))
        }
        var denial: LimitDenial?
        var shadows: [LimitDenial] = []
        judge(call, plan, isReserving: request != nil, at: now) { position, refusal in
            guard let refusal else { return true }
            if plan.matches[position].policy.policy.mode == .shadow, !refusal.isOverflow {
                shadows.append(refusal)
                return true
            }
            denial = refusal
            return false
        }
        if let denial {
            return Admitted(
                answer: LimitAnswer(
                    denial: denial, shadowDenials: shadows, standings: standings(plan, at: now), reservation: nil),
                ticket: nil)
        }
        let (reservation, ticket) =
            try request.map { request throws(AdminError) in
                let (row, ticket) = try reserve(call, plan, request, at: now)
                return (KnownReservation?.some(row), CommitTicket?.some(ticket))
            } ?? (nil, count(call, plan, at: now))
        return Admitted(
            answer: LimitAnswer(
                denial: nil, shadowDenials: shadows, standings: standings(plan, at: now), reservation: reservation),
            ticket: ticket)
    }

    func standings(_ plan: MatchPlan, at now: Instant) -> [LimitStanding] {
        plan.matches.indices.map { standing($0, of: plan, at: now) }
    }

    private func repeated(_ request: ReserveRequest, _ call: LimitedCall) -> LiveReservation? {
        guard let id = request.requestID else { return nil }
        return requests[RequestKey(keyID: call.matching.keyID, requestID: id)]
    }

    /// Counts a call that reserves nothing. Short windows are counted in memory alone; what must outlive a restart is on
    /// disk before the reply.
    private mutating func count(_ call: LimitedCall, _ plan: MatchPlan, at now: Instant) -> CommitTicket? {
        var charges: [CounterCharge] = []
        var mustLast = false
        for position in plan.matches.indices {
            switch plan.matches[position].policy.policy.limit {
            case .rate(let rate) where rate.measure == .requests:
                guard let counter = counter(position, of: plan, at: now) else { continue }
                counter.window?.ring.charge(1, at: now)
                guard rate.isLong else { continue }
                pending.mark(counter)
                mustLast = true
            case .usage(let usage) where usage.measure == .requests:
                guard let counter = counter(position, of: plan, at: now) else { continue }
                if let charge = charge(1, on: counter, at: now) { charges.append(charge) }
            case .rate, .usage: continue
            }
        }
        if !charges.isEmpty { note(call, charges, at: now) }
        return mustLast || !charges.isEmpty ? nextCommit() : nil
    }

    private mutating func note(_ call: LimitedCall, _ charges: [CounterCharge], at now: Instant) {
        pending.entries.append(
            LedgerEntry(
                id: identifiers.next(LedgerEntry.self, at: now), organizationID: organizationID, kind: .call,
                keyID: call.matching.keyID, model: call.modelName, modelID: call.model?.id, charges: charges,
                createdAt: now))
    }

    private mutating func reserve(
        _ call: LimitedCall, _ plan: MatchPlan, _ request: ReserveRequest, at now: Instant
    ) throws(AdminError) -> (KnownReservation, CommitTicket) {
        var taken = TakenAmounts()
        for position in plan.matches.indices {
            guard let counter = counter(position, of: plan, at: now) else { continue }
            take(call.amounts, on: counter, &taken, at: now)
        }
        let row = Reservation(
            id: identifiers.next(Reservation.self, at: now), call: call.reserved(requestID: request.requestID),
            estimate: call.amounts.estimate, createdAt: now, expiresAt: now.adding(seconds: request.ttlSeconds))
        let live = LiveReservation(
            row, holds: taken.holds, windowCharges: taken.tokens, model: call.model, isOnDisk: false)
        add(live)
        pending.insertions.append(
            PendingBatch.Insertion(
                live: live, windows: taken.tokens + taken.requests, windowsAt: live.row.createdAt, charges: []))
        return (live.known, nextCommit(telling: row.id))
    }

    private mutating func take(
        _ amounts: CallAmounts, on counter: Counter, _ taken: inout TakenAmounts, at now: Instant
    ) {
        switch counter.policy.policy.limit {
        case .rate(let rate):
            switch rate.measure {
            case .concurrent: taken.holds.append(holding(1, on: counter))
            case .requests: taken.requests.append(charging(1, on: counter, at: now))
            case .tokens: taken.tokens.append(charging(amounts.tokens, on: counter, at: now))
            }
        case .usage(let usage):
            roll(counter, to: now)
            // In shadow mode an unpriced model passes; it holds nothing then.
            let amount = amounts.amount(for: usage) ?? 0
            if amount > 0 { taken.holds.append(holding(amount, on: counter)) }
        }
    }

    private mutating func holding(_ amount: Int64, on counter: Counter) -> LiveAmount {
        hold(amount, on: counter)
        return LiveAmount(counter: counter, amount: amount)
    }

    private mutating func charging(_ amount: Int64, on counter: Counter, at now: Instant) -> LiveAmount {
        counter.window?.ring.charge(amount, at: now)
        pending.mark(counter)
        return LiveAmount(counter: counter, amount: amount)
    }

    mutating func add(_ live: LiveReservation) {
        reservations[live.row.id] = live
        if let key = RequestKey(live.row.call) { requests[key] = live }
        for charge in live.windowCharges { charge.counter.openCharges += 1 }
        guard live.row.state == .open else { return }
        totals.reserved += live.reservedTotal
        expiries.insert(ExpiryQueue.Item(at: live.row.expiresAt, id: live.row.id))
    }

    /// A ticket for the next commit.
    mutating func nextCommit(telling insertion: ReservationID? = nil) -> CommitTicket {
        let ticket = CommitTicket()
        pending.waiters.append(PendingBatch.Waiter(ticket: ticket, insertion: insertion))
        return ticket
    }

    /// A ticket for what is not on disk yet; `nil` where everything is. An answer that repeats another must not leave
    /// before that one could.
    mutating func awaitPending(_ insertion: ReservationID? = nil) -> CommitTicket? {
        pending.isEmpty && inFlight == nil ? nil : nextCommit(telling: insertion)
    }
}

/// What a reservation has taken, by how it is given back.
private struct TakenAmounts {
    var holds: [LiveAmount] = []
    var tokens: [LiveAmount] = []
    var requests: [LiveAmount] = []
}

extension LiveReservation {
    var reservedTotal: Int128 { holds.reduce(0) { $0 + Int128($1.amount) } }
}

extension RateLimit {
    /// Windows of an hour and more outlive a restart whatever is charged on them.
    var isLong: Bool { (unit?.milliseconds ?? 0) >= Unit.rph.milliseconds }
}

extension LimitAnswer {
    func with(_ standings: [LimitStanding]) -> LimitAnswer {
        LimitAnswer(denial: denial, shadowDenials: shadowDenials, standings: standings, reservation: reservation)
    }
}
