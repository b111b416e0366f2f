import Domain
import Policy

extension BookState {
    /// Asks whether all of these can be charged; changes nothing, so that all of them are or none is.
    ///
    /// - Throws: what the first that cannot be is refused with, and which it is: `conflict` where a request id is that of
    ///   a reservation which is not settled, `unprocessable` where a sum would not fit.
    mutating func requireRoom(
        for records: [UsageRecord], _ stored: [RequestKey: KnownReservation], at now: Instant
    ) throws(AdminError) {
        expireDue(at: now)
        var seen: Set<RequestKey> = []
        var sums: [CounterPlace: Int64] = [:]
        for (index, record) in records.enumerated() {
            do throws(AdminError) {
                guard try isNew(record, stored, &seen) else { continue }
                try add(record, to: &sums)
            } catch { throw error.within("records[\(index)]") }
        }
    }

    private func isNew(
        _ record: UsageRecord, _ stored: [RequestKey: KnownReservation], _ seen: inout Set<RequestKey>
    ) throws(AdminError) -> Bool {
        guard let key = record.requestKey else { return true }
        guard let (known, _) = known(key, stored) else { return seen.insert(key).inserted }
        try known.reservation.requireRecorded()
        return false
    }

    private mutating func add(
        _ record: UsageRecord, to sums: inout [CounterPlace: Int64]
    ) throws(AdminError) {
        let amounts = try record.settlement.amounts()
        for match in plan(for: record.call).matches {
            guard case .usage(let usage) = match.policy.policy.limit, case .group(let group) = match.outcome else {
                continue
            }
            let place = CounterPlace(policy: match.policy.policy.id, group: group)
            let used = sums[place] ?? match.policy.counter(of: group)?.used ?? 0
            sums[place] = try Self.sum(used, amounts.amount(for: usage, held: 0))
        }
    }
}

/// Which counter, be it there yet or not.
private struct CounterPlace: Hashable {
    let policy: PolicyID
    let group: String
}

extension Reservation {
    /// Usage is recorded once per request id: where a reservation has the id, its settlement is that once.
    ///
    /// - Throws: `conflict` where it has none yet, so that no usage is taken for one that was recorded.
    func requireRecorded() throws(AdminError) {
        let advice: String
        switch state {
        case .settled: return
        case .open, .expired: advice = "settle that"
        case .released: advice = "record the usage under another"
        }
        let article = state == .released ? "a" : "an"
        throw .conflict(
            "This request_id is that of \(article) \(state.rawValue) reservation: \(advice).", param: "request_id")
    }
}
