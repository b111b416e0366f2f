import Domain
import Policy

/// What a row of the ledger should have said.
public struct UsageCorrection: Sendable {
    public let usage: TokenUsage
    /// `nil` where nobody can tell.
    public let cost: NanoDollars?
    public let priceVersion: Int64?
    public let reason: String

    public init(usage: TokenUsage, cost: NanoDollars?, priceVersion: Int64?, reason: String) {
        self.usage = usage
        self.cost = cost
        self.priceVersion = priceVersion
        self.reason = reason
    }
}

extension BookState {
    /// Adds a row that makes of a call what it should have been: every counter that it was charged on follows, in the
    /// period in which it was charged.
    ///
    /// - Throws: `unprocessable` where a sum would not fit.
    mutating func correct(
        _ chain: UsageChain, _ correction: UsageCorrection,
        _ companion: (LedgerEntry) -> LedgerCompanion, at now: Instant
    ) throws(AdminError) -> (LedgerEntry, CommitTicket) {
        expireDue(at: now)
        let differences = chain.differences(correction) { counterIndex.counter($0) }
        for (counter, charge) in differences where counter.periodStart == charge.period {
            _ = try Self.sum(counter.used, charge.amount)
        }
        let charges = differences.compactMap { charge($0.charge, on: $0.counter, at: now) }
        let entry = LedgerEntry(
            correction, of: chain, id: identifiers.next(LedgerEntry.self, at: now), charges, at: now)
        pending.entries.append(entry)
        pending.companions.append(companion(entry))
        return (entry, nextCommit())
    }

    /// A period that is over is put right in the ledger alone. One that goes on gives back no more than has been used in it: a
    /// reset has given the rest back before, where a clock was set back to before the reset.
    ///
    /// - Returns: the charge, for the ledger; `nil` for nothing.
    private mutating func charge(_ charge: CounterCharge, on counter: Counter, at now: Instant) -> CounterCharge? {
        roll(counter, to: now)
        // On disk it may still be in the period that is over, and the ledger's sum of that is another now.
        pending.mark(counter)
        guard counter.periodStart == charge.period else { return charge }
        let amount = max(charge.amount, -counter.used)
        counter.used += amount
        return amount == 0 ? nil : CounterCharge(counterID: charge.counterID, period: charge.period, amount: amount)
    }
}

extension UsageChain {
    /// What each counter is to be charged besides, in the periods in which it was charged before.
    fileprivate func differences(
        _ correction: UsageCorrection, _ find: (CounterID) -> Counter?
    ) -> [(counter: Counter, charge: CounterCharge)] {
        let amounts = SettledAmounts(
            cost: correction.cost?.count, tokens: correction.usage.tokens, requests: correction.usage.requests)
        return counters.flatMap { id -> [(Counter, CounterCharge)] in
            // One that is not there any more counts for nobody.
            guard let counter = find(id), case .usage(let limit) = counter.policy.policy.limit else { return [] }
            let charged = charges(on: id)
            let sum = charged.reduce(0) { $0 + $1.amount }
            let difference = amounts.amount(for: limit, instead: sum) - sum
            return Self.spread(difference, over: charged, id).map { (counter, $0) }
        }
    }

    /// Those that the call came under, in the order in which they were charged.
    private var counters: [CounterID] {
        var seen: Set<CounterID> = []
        return (entry.charges + corrections.flatMap(\.charges)).map(\.counterID).filter { id in
            seen.insert(id).inserted && !wasGivenBack(id)
        }
    }

    /// Whether a late settlement has found that the call does not come under it after all.
    private func wasGivenBack(_ id: CounterID) -> Bool {
        guard let before = expiry?.charges.first(where: { $0.counterID == id }) else { return false }
        let charge = entry.charges.first { $0.counterID == id }
        return charge?.amount == -before.amount && (entry.usage?.tokens ?? 0) > 0
    }

    /// By period, the latest last.
    private func charges(on id: CounterID) -> [(period: Instant, amount: Int64)] {
        var sums: [Instant: Int64] = [:]
        let rows = [expiry, entry].compactMap { $0 } + corrections
        for charge in rows.flatMap(\.charges) where charge.counterID == id {
            sums[charge.period, default: 0] += charge.amount
        }
        return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// More is charged in the latest period; less goes back from there to the earliest, in none of them more than is there.
    private static func spread(
        _ difference: Int64, over charged: [(period: Instant, amount: Int64)], _ id: CounterID
    ) -> [CounterCharge] {
        var (left, charges) = (difference, [CounterCharge]())
        for (period, amount) in charged.reversed() where left != 0 {
            let part = left > 0 ? left : max(left, -max(0, amount))
            guard part != 0 else { continue }
            charges.append(CounterCharge(counterID: id, period: period, amount: part))
            left -= part
        }
        return charges
    }
}

extension SettledAmounts {
    /// - Parameter charged: what stays where nobody can tell the cost.
    fileprivate func amount(for limit: UsageLimit, instead charged: Int64) -> Int64 {
        switch limit.measure {
        case .requests: requests
        case .tokens: tokens
        case .cost: cost ?? charged
        }
    }
}

extension LedgerEntry {
    fileprivate convenience init(
        _ correction: UsageCorrection, of chain: UsageChain, id: LedgerEntryID, _ charges: [CounterCharge],
        at now: Instant
    ) {
        let first = chain.entry
        let cost = correction.cost.map { NanoDollars($0.count - (chain.cost?.count ?? 0)) }
        self.init(
            id: id, organizationID: first.organizationID, kind: .correction, reservationID: first.reservationID,
            keyID: first.keyID, requestID: first.requestID, model: first.model, modelID: first.modelID,
            priceVersion: correction.priceVersion,
            usage: chain.usage.map { TokenUsage.difference(from: $0, to: correction.usage) }, cost: cost,
            outcome: first.outcome, charges: charges, occurredAt: first.occurredAt ?? first.createdAt,
            corrects: first.id, reason: correction.reason, metadata: first.metadata, createdAt: now)
    }
}

extension LimitBooks {
    /// Many of them, together with one companion. Returns once all are on disk.
    public func correct(
        _ corrections: [(UsageChain, UsageCorrection)], in organization: OrganizationID,
        with companion: @escaping LedgerCompanion
    ) async throws(AdminError) {
        let now = time.now()
        var tickets: [CommitTicket] = []
        let nothing: LedgerCompanion = { _ in }
        for (index, (chain, correction)) in corrections.enumerated() {
            let own = index == 0 ? companion : nothing
            let (_, ticket) = try book(of: organization).use { state throws(AdminError) in
                try state.correct(chain, correction, { _ in own }, at: now)
            }
            tickets.append(ticket)
        }
        for ticket in tickets { _ = try await ticket.wait() }
    }

    /// Makes of a call what it should have been. Returns once that is on disk.
    ///
    /// Of two at once for one row the second must have seen the first: that is the caller's to see to.
    ///
    /// - Parameter companion: is written in the same commit: the audit event, the kept reply.
    public func correct(
        _ chain: UsageChain, _ correction: UsageCorrection,
        with companion: (LedgerEntry) -> LedgerCompanion
    ) async throws(AdminError) -> LedgerEntry {
        let now = time.now()
        let (entry, ticket) = try book(of: chain.entry.organizationID).use { state throws(AdminError) in
            try state.correct(chain, correction, companion, at: now)
        }
        _ = try await ticket.wait()
        return entry
    }
}
