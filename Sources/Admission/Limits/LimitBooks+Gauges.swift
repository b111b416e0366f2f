import Domain

/// How much is in the books, and whether it is in balance as far as memory can tell at a glance.
public struct LedgerGauges: Sendable {
    public var counters = 0
    /// Of the organization that has most.
    public var mostCounters = 0
    public var openReservations = 0
    /// Changes that wait for the disk.
    public var waiting = 0
    /// Books that a failed commit has closed until they are read anew.
    public var failedBooks = 0
    /// What counters hold that no open reservation accounts for, added up without signs; always zero.
    public var heldDifference: Int128 = 0
    /// What the last audit has found counters to have used that the ledger does not charge, or the other way round.
    public var usedDifference: Int128 = 0
    /// Calls since the start whose cost nobody could tell, and the same by budget in money.
    public var unpricedCalls: Int64 = 0
    public var unpricedByPolicy: [(policy: String, calls: Int64)] = []
}

extension LimitBooks {
    /// Counters that were put right since this was last asked, with both sums.
    public func takeMended() -> [String] {
        all.flatMap { book in
            book.follow { state in
                defer { state.mended = [] }
                return state.mended
            }
        }
    }

    public var gauges: LedgerGauges {
        all.reduce(into: LedgerGauges(usedDifference: audits.difference)) { gauges, book in
            book.follow { state in
                gauges.counters += state.counterIndex.count
                gauges.mostCounters = max(gauges.mostCounters, state.counterIndex.count)
                gauges.openReservations += state.reservations.count
                gauges.waiting += state.pending.waiters.count
                gauges.unpricedCalls += state.unpricedCalls
                if state.unpricedCalls > 0 {
                    for policy in state.policies.values where policy.unpricedCalls > 0 {
                        gauges.unpricedByPolicy.append((policy.label.idText, policy.unpricedCalls))
                    }
                }
                gauges.failedBooks += state.phase.isOpen ? 0 : 1
                gauges.heldDifference += abs(state.totals.held - state.totals.reserved)
            }
        }
    }
}
