import Domain
import Policy
import Storage

extension StoredBook {
    /// How far ahead of the clock a period may have begun, in seconds: time servers set clocks back by less.
    static let tolerance: Int64 = 60

    /// Has the ledger say what was used where a counter cannot be right: nothing can have used less than nothing, and no
    /// period has begun that is yet to come.
    mutating func followLedger(
        of organization: OrganizationID, from transaction: any Transaction
    ) throws(AdminError) {
        let latest = transaction.now.adding(seconds: Self.tolerance)
        let damaged = Dictionary(
            uniqueKeysWithValues: all.filter { $0.used < 0 && $0.periodStart <= latest }.map { ($0.id, $0.periodStart) }
        )
        let ahead = Set(all.filter { $0.periodStart > latest }.map(\.id))
        guard !damaged.isEmpty || !ahead.isEmpty else { return }
        var charged: [CounterID: Int128] = [:]
        var begun: [CounterID: (period: Instant, sum: Int128)] = [:]
        try transaction.ledgerEntries.forEachCharge(in: organization) { charge in
            if damaged[charge.counterID] == charge.period {
                charged[charge.counterID, default: 0] += Int128(charge.amount)
            }
            guard ahead.contains(charge.counterID), charge.period <= latest else { return }
            let known = begun[charge.counterID] ?? (charge.period, 0)
            guard charge.period >= known.period else { return }
            let sum = charge.period == known.period ? known.sum : 0
            begun[charge.counterID] = (charge.period, sum + Int128(charge.amount))
        }
        for (policy, rows) in counters {
            counters[policy] = rows.map { mended($0, damaged[$0.id] != nil, charged[$0.id] ?? 0) }
        }
        for id in ahead {
            // A period that a reset has ended may have given back more than it was charged, by corrections: another begins.
            let known = begun[id].flatMap { $0.sum < 0 ? nil : $0 }
            let (period, sum) = known ?? (transaction.now, 0)
            astray[id] = CounterCharge(counterID: id, period: period, amount: Int64(clamping: sum))
        }
    }

    private mutating func mended(_ row: LimitCounter, _ isDamaged: Bool, _ charged: Int128) -> LimitCounter {
        guard isDamaged else { return row }
        var mendedRow = row
        mendedRow.used = max(0, Int64(clamping: charged))
        mended.append(
            """
            counter \(row.id) of policy \(row.policyID): \(row.used) used, but the ledger says \(mendedRow.used); it is \
            put right
            """)
        return mendedRow
    }
}
