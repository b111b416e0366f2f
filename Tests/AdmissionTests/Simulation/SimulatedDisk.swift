import Domain
import Storage

@testable import Admission

/// What is on disk of every organization, and what must be true of it after every commit.
///
/// It adds up for itself what the ledger has charged and what open reservations hold, so that a counter which says
/// something else is found in the commit that writes it.
final class SimulatedDisk {
    struct Place: Hashable {
        let policy: PolicyID
        let group: String
    }

    struct Period: Hashable {
        let counter: CounterID
        let start: Instant
    }

    struct Tenant {
        var counters: [Place: LimitCounter] = [:]
        var places: [CounterID: Place] = [:]
        var rows: [ReservationID: StoredReservation] = [:]
        var requests: [RequestKey: ReservationID] = [:]
        var entries: [LedgerEntryID: LedgerEntry] = [:]
        /// By the row that they put right, in the order in which they were made.
        var corrections: [LedgerEntryID: [LedgerEntry]] = [:]
        var expiries: [ReservationID: LedgerEntry] = [:]
        var charged: [Period: Int64] = [:]
        var held: [CounterID: Int64] = [:]
        /// What was charged beyond what had been held for it: late, or more than was estimated.
        var beyond: [Period: Int64] = [:]
        /// Counters that the commit has touched.
        var touched: Set<CounterID> = []
        /// Periods that counters have left for an earlier one. When they come in earnest, the audit adds what was charged.
        var left: Set<Period> = []
        /// Commits whose fate nobody was told of.
        var unknownCommits = 0
    }

    private(set) var tenants: [OrganizationID: Tenant] = [:]
    /// The highest amount that a policy has ever had.
    var limits: [PolicyID: Int64] = [:]
    private(set) var violations: [String] = []

    /// Reservations that were forgotten since somebody last asked.
    private(set) var purged: Set<ReservationID> = []
    /// Calls that were counted and reserved nothing.
    private(set) var calls: [OrganizationID: Int] = [:]

    func tenant(_ id: OrganizationID) -> Tenant { tenants[id] ?? Tenant() }

    func row(_ id: ReservationID, of organization: OrganizationID) -> StoredReservation? {
        tenants[organization]?.rows[id]
    }

    func hasEntry(_ id: LedgerEntryID, of organization: OrganizationID) -> Bool {
        tenants[organization]?.entries[id] != nil
    }

    func hasRequest(_ key: RequestKey, of organization: OrganizationID) -> Bool {
        tenants[organization]?.requests[key] != nil
    }

    func chain(of id: LedgerEntryID, in organization: OrganizationID) -> UsageChain? {
        guard let tenant = tenants[organization], let entry = tenant.entries[id] else { return nil }
        return UsageChain(
            entry: entry, corrections: tenant.corrections[id] ?? [],
            expiry: entry.reservationID.flatMap { tenant.expiries[$0] })
    }

    func unknownCommits(of organization: OrganizationID) -> Int { tenants[organization]?.unknownCommits ?? 0 }

    func charged(_ period: Period, of organization: OrganizationID) -> Int64 {
        tenants[organization]?.charged[period] ?? 0
    }

    func forgetPurged() { purged = [] }

    func violate(_ text: String) { violations.append(text) }

    func noteUnknown(_ id: OrganizationID) { tenants[id, default: Tenant()].unknownCommits += 1 }

    /// - Returns: the insertions whose request id was taken.
    func apply(_ batch: LedgerBatch, of organization: OrganizationID) -> Set<ReservationID> {
        // Taken out, so that it is changed in place.
        var tenant = tenants.removeValue(forKey: organization) ?? Tenant()
        defer { tenants[organization] = tenant }
        let refused = insert(batch.insertions, &tenant)
        for entry in batch.entries where entry.reservationID.map(refused.contains) != true { add(entry, &tenant) }
        for row in batch.updates where !refused.contains(row.id) { update(row, &tenant) }
        for change in batch.counterChanges(without: refused) {
            switch change {
            case .put(let counter): put(counter, &tenant)
            case .delete(let owner, let group): drop(Place(policy: owner.policy, group: group), &tenant)
            }
        }
        check(&tenant)
        return refused
    }

    private func insert(_ insertions: [LedgerBatch.Insertion], _ tenant: inout Tenant) -> Set<ReservationID> {
        var refused: Set<ReservationID> = []
        for insertion in insertions {
            let row = insertion.row
            if let key = RequestKey(row.call) {
                guard tenant.requests[key] == nil else {
                    refused.insert(row.id)
                    continue
                }
                tenant.requests[key] = row.id
            }
            if tenant.rows[row.id] != nil { violate("reservation \(row.id) is inserted twice") }
            tenant.rows[row.id] = StoredReservation(
                known: KnownReservation(row, entry: nil), taken: insertion.taken)
            if row.state == .open { hold(insertion.taken, 1, &tenant) }
        }
        return refused
    }

    private func add(_ entry: LedgerEntry, _ tenant: inout Tenant) {
        if tenant.entries.updateValue(entry, forKey: entry.id) != nil { violate("entry \(entry.id) is inserted twice") }
        let stored = entry.reservationID.flatMap { tenant.rows[$0] }
        // One that had expired before it was settled held nothing any more, be it that both are written at once.
        let row = stored?.known.reservation
        let isHeld = row?.state == .open && row.map { $0.expiresAt > entry.createdAt } ?? false
        if entry.kind == .call { calls[entry.organizationID, default: 0] += 1 }
        if let id = entry.corrects { tenant.corrections[id, default: []].append(entry) }
        if entry.kind == .expiry, let id = entry.reservationID { tenant.expiries[id] = entry }
        for charge in entry.charges {
            let period = Period(counter: charge.counterID, start: charge.period)
            tenant.charged[period, default: 0] += charge.amount
            tenant.touched.insert(charge.counterID)
            // Nothing is held for these: they were let through as they are.
            guard entry.kind != .call else { continue }
            let held = isHeld ? stored?.taken.holds.first { $0.counterID == charge.counterID }?.amount ?? 0 : 0
            tenant.beyond[period, default: 0] += max(0, charge.amount - held)
        }
        guard let id = entry.reservationID, var stored, entry.kind == .usage else { return }
        // Its row came with the entry in it.
        stored = StoredReservation(known: KnownReservation(stored.known.reservation, entry: entry), taken: stored.taken)
        tenant.rows[id] = stored
    }

    private func update(_ row: Reservation, _ tenant: inout Tenant) {
        guard let stored = tenant.rows[row.id] else {
            // One that was settled a day late and forgotten meanwhile: it is charged, and nobody finds it any more.
            if !purged.contains(row.id) { violate("reservation \(row.id) is updated, but not there") }
            return
        }
        let before = stored.known.reservation
        let isLegal =
            switch (before.state, row.state) {
            case (.open, _), (.expired, .expired), (.expired, .settled): true
            default: before.state == row.state && before.entryID == row.entryID
            }
        if !isLegal { violate("reservation \(row.id) was \(before.state), and becomes \(row.state)") }
        if row.state == .settled, before.state == .settled { violate("reservation \(row.id) is settled twice") }
        if before.state == .open, row.state != .open { hold(stored.taken, -1, &tenant) }
        let entry = row.entryID.flatMap { tenant.entries[$0] }
        if row.entryID != nil, entry == nil { violate("reservation \(row.id) names an entry that is not there") }
        tenant.rows[row.id] = StoredReservation(known: KnownReservation(row, entry: entry), taken: stored.taken)
    }

    private func hold(_ taken: ReservedAmounts, _ sign: Int64, _ tenant: inout Tenant) {
        for hold in taken.holds {
            tenant.held[hold.counterID, default: 0] += sign * hold.amount
            tenant.touched.insert(hold.counterID)
        }
    }

    private func drop(_ place: Place, _ tenant: inout Tenant) {
        guard let counter = tenant.counters.removeValue(forKey: place) else { return }
        tenant.places[counter.id] = nil
        if tenant.held[counter.id] ?? 0 != 0 {
            violate("counter \(counter.id) is dropped, but something is held on it")
        }
    }

    private func put(_ change: LimitCounter, _ tenant: inout Tenant) {
        let place = Place(policy: change.policyID, group: change.group)
        if let old = tenant.counters[place] {
            if old.id != change.id { tenant.places[old.id] = nil }
            if old.id == change.id, old.periodStart > change.periodStart {
                tenant.leave(old.id, for: change.periodStart)
            }
        }
        tenant.counters[place] = change
        tenant.places[change.id] = place
        tenant.touched.insert(change.id)
    }

    private func check(_ tenant: inout Tenant) {
        for id in tenant.touched {
            guard let place = tenant.places[id], let counter = tenant.counters[place] else { continue }
            let period = Period(counter: id, start: counter.periodStart)
            let (used, held) = (tenant.charged[period] ?? 0, tenant.held[id] ?? 0)
            guard counter.used >= 0 else {
                violate("counter \(id) has used less than nothing")
                continue
            }
            let isLeft = tenant.left.contains(period)
            if counter.used != used, !isLeft {
                violate("counter \(id): \(counter.used) used, but the ledger says \(used)")
            }
            if counter.held != held { violate("counter \(id): \(counter.held) held, but reservations hold \(held)") }
            guard let limit = limits[place.policy], counter.window == nil, !isLeft else { continue }
            let allowed = limit + (tenant.beyond[period] ?? 0)
            if counter.used + counter.held > allowed {
                violate("counter \(id): \(counter.used) used and \(counter.held) held, of \(allowed)")
            }
        }
        tenant.touched.removeAll(keepingCapacity: true)
    }

    func purge(in organization: OrganizationID, endedBefore instant: Instant, limit: Int) -> Int {
        guard var tenant = tenants.removeValue(forKey: organization) else { return 0 }
        defer { tenants[organization] = tenant }
        let gone = tenant.rows.values.lazy.map(\.known.reservation)
            .filter { row in row.state != .open && row.endedAt.map { $0 < instant } ?? false }.prefix(limit)
        let rows = Array(gone)
        for row in rows {
            tenant.rows[row.id] = nil
            if let key = RequestKey(row.call) { tenant.requests[key] = nil }
            purged.insert(row.id)
        }
        return rows.count
    }

    func differences(in organization: OrganizationID) -> [CounterDifference] {
        let tenant = tenant(organization)
        return tenant.counters.values.compactMap { counter in
            let charged = tenant.charged[Period(counter: counter.id, start: counter.periodStart)] ?? 0
            guard charged != counter.used else { return nil }
            return CounterDifference(
                counterID: counter.id, period: counter.periodStart, missing: charged - counter.used)
        }
    }

    func hasLeft(_ period: Period, of organization: OrganizationID) -> Bool {
        tenants[organization]?.left.contains(period) ?? false
    }

    func book(of organization: OrganizationID, policies: [PolicyID], at now: Instant) -> StoredBook {
        let tenant = tenant(organization)
        var stored = StoredBook()
        for counter in tenant.counters.values where policies.contains(counter.policyID) {
            stored.counters[counter.policyID, default: []].append(counter)
            guard counter.periodStart > now.adding(seconds: StoredBook.tolerance) else { continue }
            let charge = tenant.latestCharge(of: counter.id, at: now)
            stored.astray[counter.id] = charge
            tenants[organization]?.leave(counter.id, for: charge.period)
        }
        stored.reservations = tenant.rows.values.filter { $0.known.reservation.state == .open }
            .map { ($0.known.reservation, $0.taken) }
        return stored
    }
}

extension SimulatedDisk.Tenant {
    fileprivate mutating func leave(_ counter: CounterID, for period: Instant) {
        left.formUnion(charged.keys.filter { $0.counter == counter && $0.start > period })
    }

    fileprivate func latestCharge(of counter: CounterID, at now: Instant) -> CounterCharge {
        let latest = now.adding(seconds: StoredBook.tolerance)
        let periods = charged.keys.lazy.filter { $0.counter == counter && $0.start <= latest }
        let last = periods.max { $0.start < $1.start }
        // As the product has it: what has given back more than it was charged is none to go on with.
        let period = last.flatMap { charged[$0] ?? 0 < 0 ? nil : $0 }
        return CounterCharge(
            counterID: counter, period: period?.start ?? now, amount: period.flatMap { charged[$0] } ?? 0)
    }
}
