import Domain
import Policy

@testable import Admission

/// What memory says, held against the disk.
extension Simulation {
    /// While a book is open: each counter holds what open reservations hold, and has used what the ledger charges it, with
    /// what is under way.
    func checkMemory(of index: Int) {
        let tenant = tenants[index]
        let problems = process.books.book(of: tenant.id).follow { [disk] state -> [String] in
            if state.phase.step == .reloading, state.inFlight != nil {
                return ["a batch is under way while a book is read"]
            }
            guard state.phase.isOpen else {
                return state.pending.waiters.isEmpty ? [] : ["somebody waits at a closed book"]
            }
            return disk.differences(from: state, of: tenant.id)
        }
        for problem in problems { violate("memory: \(problem)") }
    }

    /// Once nothing is under way, memory and the disk say the same.
    func checkRest() {
        let gauges = process.books.gauges
        if gauges.failedBooks > 0 { violate("\(gauges.failedBooks) books stay closed") }
        if gauges.waiting > 0 { violate("\(gauges.waiting) wait, and nothing is under way") }
        if gauges.heldDifference != 0 { violate("the gauge says that \(gauges.heldDifference) too much is held") }
        // Nothing but a clock that was ahead leaves a counter that is not what the ledger says.
        for mended in process.books.takeMended() where !hasSetClockBack || !mended.contains("the ledger says") {
            violate("had to be put right: \(mended)")
        }
        for index in tenants.indices {
            checkMemory(of: index)
            checkCounters(of: tenants[index])
        }
        for (id, call) in model.calls { check(id, call) }
        checkCorrections()
        model.forget(disk.purged.contains)
        disk.forgetPurged()
    }

    private func checkCounters(of tenant: SimulatedTenant) {
        let stored = disk.tenant(tenant.id)
        let open = Set(stored.rows.values.lazy.map(\.known.reservation).filter { $0.state == .open }.map(\.id))
        let problems = process.books.book(of: tenant.id).follow { state -> [String] in
            var problems: [String] = []
            let inMemory = Set(state.reservations.values.lazy.map(\.row).filter { $0.state == .open }.map(\.id))
            if inMemory != open { problems.append("\(inMemory.count) are open in memory, \(open.count) on disk") }
            for position in 0..<state.counterIndex.count {
                let counter = state.counterIndex[position]
                guard counter.isCurrent, counter.window == nil else { continue }
                let row = stored.places[counter.id].flatMap { stored.counters[$0] }
                guard counter.held == row?.held ?? 0 else {
                    problems.append("\(counter.id) holds \(counter.held), on disk \(row?.held ?? 0)")
                    continue
                }
                // One whose period has ended begins the next when somebody asks.
                let used = row.map { $0.periodStart == counter.periodStart ? $0.used : 0 } ?? 0
                if counter.used != used { problems.append("\(counter.id) has used \(counter.used), on disk \(used)") }
            }
            return problems
        }
        for problem in problems { violate("at rest: \(problem)") }
    }

    /// What was acknowledged once is so for good.
    private func check(_ id: ReservationID, _ call: NaiveLedger.Call) {
        guard let known = disk.row(id, of: tenants[call.tenant].id)?.known else {
            if !disk.purged.contains(id) { violate("reservation \(id) was acknowledged, and is gone") }
            return
        }
        let state = known.reservation.state
        if let content = call.settled, !(known.entry.map { content.isTold(by: $0) } ?? false) {
            violate("reservation \(id) was settled with \(content), and the disk says \(state)")
        }
        if call.isReleased, state != .released { violate("reservation \(id) was released, and the disk says \(state)") }
    }
}

extension SimulatedDisk {
    /// - Returns: the counters of a book that say something else than reservations and ledger do.
    fileprivate func differences(from state: BookState, of organization: OrganizationID) -> [String] {
        var held: [ObjectIdentifier: Int64] = [:]
        for live in state.reservations.values where live.row.state == .open {
            for hold in live.holds { held[ObjectIdentifier(hold.counter), default: 0] += hold.amount }
        }
        var coming: [Period: Int64] = [:]
        for entry in (state.inFlight?.entries ?? []) + state.pending.entries
        where !hasEntry(entry.id, of: organization) {
            for charge in entry.charges {
                coming[Period(counter: charge.counterID, start: charge.period), default: 0] += charge.amount
            }
        }
        var problems: [String] = []
        for position in 0..<state.counterIndex.count {
            let counter = state.counterIndex[position]
            let holds = held[ObjectIdentifier(counter)] ?? 0
            if counter.held != holds { problems.append("\(counter.id) holds \(counter.held), reservations \(holds)") }
            guard case .usage = counter.policy.policy.limit else { continue }
            let period = Period(counter: counter.id, start: counter.periodStart)
            let charges = charged(period, of: organization) + (coming[period] ?? 0)
            if counter.used != charges, !hasLeft(period, of: organization) {
                problems.append("\(counter.id) has used \(counter.used), the ledger \(charges)")
            }
        }
        return problems
    }
}
