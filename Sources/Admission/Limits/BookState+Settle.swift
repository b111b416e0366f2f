import Domain
import Policy

extension BookState {
    /// The model that a reservation is for, as far as memory still has its price.
    func pinnedModel(of id: ReservationID) -> PinnedModel? {
        guard let live = reservations[id], live.model != nil || live.row.call.model == nil else { return nil }
        return PinnedModel(model: live.model, name: live.model?.name)
    }

    /// Charges what was really used and frees the rest, in one step. Budgets are matched anew, for the model that
    /// answered; what was used counts even beyond the limit.
    ///
    /// A second settlement with the same content is answered as the first.
    ///
    /// - Returns: `nil` where memory does not know the reservation: it has ended, and that is on disk.
    /// - Throws: `conflict` where it was released, or settled otherwise; `unprocessable` where a sum would not fit.
    mutating func settle(
        _ id: ReservationID, _ settlement: Settlement, at now: Instant
    ) throws(AdminError) -> Ended? {
        expireDue(at: now)
        guard let live = reservations[id] else { return nil }
        switch live.row.state {
        case .released: throw .wasReleased
        case .settled:
            try live.known.requireSame(settlement)
            return Ended(known: live.known, ticket: awaitPending())
        case .open, .expired: break
        }
        let amounts = try settlement.amounts()
        let call = LimitedCall(
            live.row.call, answeredBy: settlement.model, named: settlement.modelName ?? live.row.call.model,
            amounts: .unstated(settlement.model, named: nil))
        let plan = plan(for: call, ending: live)
        try requireRoom(for: amounts, plan, live)
        correctWindows(of: live, plan, amounts.tokens, at: now)
        let charges = charge(amounts, plan, live, at: now)
        live.entry = entry(.settlement, settlement, amounts, call, charges, of: live, at: now)
        end(live, as: .settled, at: now)
        return Ended(known: live.known, ticket: nextCommit())
    }

    /// Settles one that memory does not know as the disk does, read while there was interest in it. It has ended.
    mutating func settle(
        _ known: KnownReservation, _ taken: ReservedAmounts, _ settlement: Settlement, at now: Instant
    ) throws(AdminError) -> Ended {
        switch known.reservation.state {
        case .released: throw .wasReleased
        case .settled:
            try known.requireSame(settlement)
            return Ended(known: known, ticket: nil)
        case .open, .expired: break
        }
        revive(known, taken)
        guard let ended = try settle(known.reservation.id, settlement, at: now) else { throw .missing("reservation") }
        return ended
    }

    /// Records usage that was never reserved, once `requireRoom` has found that it can be. Its request id makes it unique
    /// per key, as reservations are.
    mutating func record(
        _ record: UsageRecord, _ stored: [RequestKey: KnownReservation], at now: Instant
    ) throws(AdminError) -> Ended {
        let (settlement, call) = (record.settlement, record.call)
        if let key = record.requestKey, let (known, live) = known(key, stored) {
            let ticket = live.map { nextCommit(telling: $0.isOnDisk ? nil : $0.row.id) }
            return Ended(known: known, ticket: ticket, isRepeated: true)
        }
        let reserved = call.reserved(requestID: record.requestID)
        let amounts = try settlement.amounts()
        let plan = plan(for: call)
        let row = Reservation(
            id: identifiers.next(Reservation.self, at: now), call: reserved, estimate: .nothing, createdAt: now,
            expiresAt: now, state: .settled, endedAt: now)
        let live = LiveReservation(row, holds: [], windowCharges: [], model: call.model, isOnDisk: false)
        let occurred = settlement.time(at: now)
        let windows = chargeWindows(plan, amounts, occurredAt: occurred, at: now)
        let charges =
            occurred < now
            ? charge(amounts, plan, occurredAt: occurred, at: now) : charge(amounts, plan, live, at: now)
        let entry = entry(.usage, settlement, amounts, call, charges, of: live, at: now)
        live.entry = entry
        live.row.entryID = entry.id
        pending.entries.append(entry)
        guard record.requestID != nil else { return Ended(known: live.known, ticket: nextCommit()) }
        add(live)
        keepUntilWritten(live)
        pending.insertions.append(
            PendingBatch.Insertion(
                live: live, windows: windows, windowsAt: occurred, charges: located(charges, in: plan)))
        return Ended(known: live.known, ticket: nextCommit(telling: row.id))
    }

    /// Takes in an expired reservation again that a late settlement is for, unless somebody was faster.
    ///
    /// - Parameter taken: what it had taken.
    mutating func revive(_ known: KnownReservation, _ taken: ReservedAmounts) {
        guard reservations[known.reservation.id] == nil else { return }
        let live = LiveReservation(
            known.reservation, holds: onArchived(taken.holds), windowCharges: onArchived(taken.windowCharges),
            model: nil,
            isOnDisk: true, entry: known.entry, givenBack: taken)
        add(live)
        keepUntilWritten(live)
    }

    /// Those of the amounts that were taken on policies which are archived by now.
    private func onArchived(_ amounts: [CounterHold]) -> [LiveAmount] {
        amounts.compactMap { amount in
            guard let counter = counterIndex.counter(amount.counterID), !counter.policy.isActive else { return nil }
            return LiveAmount(counter: counter, amount: amount.amount)
        }
    }

    static func sum(_ used: Int64, _ amount: Int64) throws(AdminError) -> Int64 {
        let (sum, overflowed) = used.addingReportingOverflow(amount)
        guard !overflowed else {
            throw AdminError(.unprocessable, "The sum of what was used would not fit in a counter.", param: "usage")
        }
        return sum
    }

    private func requireRoom(
        for amounts: SettledAmounts, _ plan: MatchPlan, _ live: LiveReservation
    ) throws(AdminError) {
        for match in plan.matches {
            guard case .usage(let usage) = match.policy.policy.limit, case .group(let group) = match.outcome else {
                continue
            }
            let counter = match.counter ?? match.policy.counter(of: group)
            let amount = amounts.amount(for: usage, held: live.held(on: counter))
            _ = try Self.sum(counter?.used ?? 0, amount)
        }
    }

    private mutating func charge(
        _ amounts: SettledAmounts, _ plan: MatchPlan, _ live: LiveReservation, at now: Instant
    ) -> [CounterCharge] {
        var charged = live.entry?.charges ?? []
        var charges: [CounterCharge] = []
        for position in plan.matches.indices {
            guard case .usage(let usage) = plan.matches[position].policy.policy.limit,
                let counter = counter(position, of: plan, at: now)
            else { continue }
            roll(counter, to: now)
            let before = Self.take(chargesOn: counter, from: &charged)
            let amount = amounts.amount(for: usage, held: live.held(on: counter))
            // What its expiry has charged is put right; where that was in a period that has ended, what is missing is
            // charged and nothing is given back.
            let delta =
                before?.period == counter.periodStart
                ? amount - (before?.amount ?? 0) : max(0, amount - (before?.amount ?? 0))
            charges.append(namedCharge(delta, on: counter, isKnown: amounts.cost != nil, at: now))
        }
        return charges + giveBack(charged, live, at: now)
    }

    /// What its expiry has charged on counters that the model which answered does not come under.
    private mutating func giveBack(
        _ charged: [CounterCharge], _ live: LiveReservation, at now: Instant
    ) -> [CounterCharge] {
        var charges: [CounterCharge] = []
        for before in charged {
            guard let counter = counterIndex.counter(before.counterID) else { continue }
            roll(counter, to: now)
            guard before.period == counter.periodStart else { continue }
            if let charge = charge(-before.amount, on: counter, at: now) { charges.append(charge) }
        }
        return charges
    }

    private static func take(chargesOn counter: Counter, from charged: inout [CounterCharge]) -> CounterCharge? {
        guard let index = charged.firstIndex(where: { $0.counterID == counter.id }) else { return nil }
        return charged.remove(at: index)
    }

    private mutating func correctWindows(
        of live: LiveReservation, _ plan: MatchPlan, _ tokens: Int64, at now: Instant
    ) {
        for position in plan.matches.indices {
            guard case .rate(let rate) = plan.matches[position].policy.policy.limit, rate.measure == .tokens,
                let counter = counter(position, of: plan, at: now)
            else { continue }
            correct(
                LiveAmount(counter: counter, amount: live.charged(on: counter)), to: tokens, of: live, at: now)
        }
        for charge in live.windowCharges where !plan.matches.contains(where: { $0.counter === charge.counter }) {
            correct(charge, to: 0, of: live, at: now)
        }
    }

    private mutating func chargeWindows(
        _ plan: MatchPlan, _ amounts: SettledAmounts, occurredAt: Instant, at now: Instant
    ) -> [LiveAmount] {
        var charges: [LiveAmount] = []
        for position in plan.matches.indices {
            guard case .rate(let rate) = plan.matches[position].policy.policy.limit, rate.measure != .concurrent,
                let counter = counter(position, of: plan, at: now)
            else { continue }
            let amount = rate.measure == .tokens ? amounts.tokens : amounts.requests
            counter.window?.ring.charge(amount, occurredAt: occurredAt, at: now)
            pending.mark(counter)
            charges.append(LiveAmount(counter: counter, amount: amount))
        }
        return charges
    }

    private func located(_ charges: [CounterCharge], in plan: MatchPlan) -> [(LiveAmount, period: Instant)] {
        let counters = plan.matches.compactMap(\.counter)
        return charges.compactMap { charge in
            counters.first { $0.id == charge.counterID }.map { counter in
                (LiveAmount(counter: counter, amount: charge.amount), period: charge.period)
            }
        }
    }

    private mutating func entry(
        _ kind: LedgerEntry.Kind, _ settlement: Settlement, _ amounts: SettledAmounts, _ call: LimitedCall,
        _ charges: [CounterCharge], of live: LiveReservation, at now: Instant
    ) -> LedgerEntry {
        LedgerEntry(
            id: identifiers.next(LedgerEntry.self, at: now), organizationID: organizationID, kind: kind,
            reservationID: live.row.id, keyID: live.row.call.keyID, requestID: live.row.call.requestID,
            model: call.modelName, modelID: call.model?.id, priceVersion: call.model?.priceVersion,
            usage: settlement.usage, cost: amounts.cost.map { NanoDollars($0) }, outcome: settlement.outcome,
            charges: charges, occurredAt: settlement.occurredAt,
            unpriced: amounts.cost == nil ? unpriced(charges) : nil, metadata: live.row.call.metadata,
            createdAt: now)
    }
}

extension SettledAmounts {
    /// - Parameter held: what a limit in money charges where nobody can tell the cost, unless it lets that pass.
    func amount(for limit: UsageLimit, held: Int64) -> Int64 {
        switch limit.measure {
        case .requests: requests
        case .tokens: tokens
        case .cost: cost ?? (limit.onUnpriced == .allow ? 0 : held)
        }
    }
}

extension KnownReservation {
    /// - Throws: `conflict` where it was settled with another content.
    func requireSame(_ settlement: Settlement) throws(AdminError) {
        guard let entry, entry.kind == .settlement else { throw .alreadySettled }
        // Who leaves the cost out means the price's; where that is not known any more, nobody can tell.
        let cost = try settlement.amounts().cost
        let isSame =
            entry.usage == settlement.usage && entry.outcome == settlement.outcome
            && (cost == nil || entry.cost?.count == cost)
            && entry.isOfModel(settlement)
        guard isSame else { throw .conflict("The reservation was settled before, with another content.") }
    }
}
