import Domain
import Policy
import Storage

/// Adds the whole ledger up again, exactly, and compares: a counter's use is the sum of the ledger's charges in its
/// period, what it holds is the sum of the holds of open reservations.
public enum LedgerCheck {
    private struct Sums {
        let counter: LimitCounter
        var charged: Int128 = 0
        var held: Int128 = 0

        var problems: [String] {
            let name = "counter \(counter.id) of policy \(counter.policyID)"
            return [
                charged == Int128(counter.used)
                    ? nil : "\(name): \(counter.used) used, but the ledger says \(charged)",
                held == Int128(counter.held)
                    ? nil : "\(name): \(counter.held) held, but open reservations hold \(held)",
            ].compactMap { $0 }
        }
    }

    /// Every counter that differs, with both sums. Empty when all is well.
    public static func problems(in transaction: any Transaction) throws(AdminError) -> [String] {
        var sums: [CounterID: Sums] = [:]
        var problems: [String] = []
        let counters = try transaction.limitCounters.stored()
        for owner in try counters.policies() {
            try counters.forEach(of: owner.policy, in: owner.organization) { counter throws(AdminError) in
                sums[counter.id] = Sums(counter: counter)
                if let bytes = counter.window, RateWindow(bytes: bytes) == nil {
                    problems.append("counter \(counter.id) of policy \(owner.policy): its window cannot be read")
                }
            }
        }
        try transaction.ledgerEntries.forEachCharge { charge throws(AdminError) in
            guard sums[charge.counterID]?.counter.periodStart == charge.period else { return }
            sums[charge.counterID]?.charged += Int128(charge.amount)
        }
        for organization in try transaction.reservations.organizationsWithOpen() {
            try transaction.reservations.forEachOpen(in: organization) { reservation, taken throws(AdminError) in
                for hold in taken.holds {
                    guard sums[hold.counterID] != nil else {
                        problems.append("reservation \(reservation.id): holds on a counter that is not there")
                        continue
                    }
                    sums[hold.counterID]?.held += Int128(hold.amount)
                }
            }
        }
        return problems + sums.values.sorted { $0.counter.id < $1.counter.id }.flatMap(\.problems)
    }
}
