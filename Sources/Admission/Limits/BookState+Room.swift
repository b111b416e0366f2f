import Domain
import Policy

extension BookState {
    /// Asks whether all of these can be charged; changes nothing, so that all of them are or none is.
    ///
    /// - Throws: what the first that cannot be is refused with, and which it is: `conflict` where a request id is that of
    ///   a reservation which is not settled, `unprocessable` where a sum would not fit, or a counter would be one too many.
    mutating func requireRoom(
        for records: [UsageRecord], _ stored: [RequestKey: KnownReservation], at now: Instant
    ) throws(AdminError) {
        expireDue(at: now)
        var seen: [RequestKey: Settlement] = [:]
        var sums: [CounterPlace: Int64] = [:]
        var room = CounterRoom(self)
        for (index, record) in records.enumerated() {
            do throws(AdminError) {
                guard try isNew(record, stored, &seen) else { continue }
                try add(record, to: &sums, &room, at: now)
            } catch { throw error.within("records[\(index)]") }
        }
    }

    private func isNew(
        _ record: UsageRecord, _ stored: [RequestKey: KnownReservation], _ seen: inout [RequestKey: Settlement]
    ) throws(AdminError) -> Bool {
        guard let key = record.requestKey else { return true }
        if let (known, _) = known(key, stored) {
            try known.requireRecorded(record.settlement)
            return false
        }
        guard let first = seen.updateValue(record.settlement, forKey: key) else { return true }
        guard first.isSame(as: record.settlement) else { throw .recordedOtherwise }
        return false
    }

    private mutating func add(
        _ record: UsageRecord, to sums: inout [CounterPlace: Int64], _ room: inout CounterRoom, at now: Instant
    ) throws(AdminError) {
        let amounts = try record.settlement.amounts()
        for match in plan(for: record.call).matches {
            guard !match.policy.policy.limit.countsRecords || room.isLeft(for: match) else {
                throw .noCounterLeft(for: match.policy.policy, maximum: maximumCounters)
            }
            guard case .usage(let usage) = match.policy.policy.limit, case .group(let group) = match.outcome else {
                continue
            }
            if amounts.cost == nil, usage.refusesUnpriced, match.policy.policy.mode == .enforce {
                throw .unreckoned(by: match.policy.label, record.settlement)
            }
            guard !isOver(match.policy, group, record.settlement.time(at: now), at: now) else { continue }
            let place = CounterPlace(policy: match.policy.policy.id, group: group)
            let used = sums[place] ?? match.policy.counter(of: group)?.used ?? 0
            sums[place] = try Self.sum(used, amounts.amount(for: usage, held: 0))
        }
    }
}

extension KnownReservation {
    /// - Throws: `conflict` where the request id stands for other usage, or for a reservation that is not settled.
    func requireRecorded(_ settlement: Settlement) throws(AdminError) {
        try reservation.requireRecorded()
        guard entry?.isSame(as: settlement) ?? true else { throw .recordedOtherwise }
    }
}

extension UsageLimit {
    /// Whether it counts money and lets nothing pass that it cannot reckon.
    fileprivate var refusesUnpriced: Bool { measure == .cost && onUnpriced == .deny }
}

extension AdminError {
    fileprivate static func unreckoned(by policy: PolicyLabel, _ settlement: Settlement) -> AdminError {
        let name = policy.name.map { "'\($0)'" } ?? policy.idText
        return AdminError(
            .unprocessable,
            """
            The budget \(name) is in money, and \(settlement.unpricedBecause ?? "the cost is not known"). State what it cost, \
            or give the model a price that covers it.
            """, param: "cost")
    }

    fileprivate static var recordedOtherwise: AdminError {
        .conflict("Usage was recorded under this request_id before, with another content.", param: "request_id")
    }
}

extension LedgerEntry {
    /// Whether it says what the settlement says. What that leaves out, the price it is reckoned by today, or what a model
    /// is called by now, makes it no other.
    func isSame(as settlement: Settlement) -> Bool {
        usage == settlement.usage && outcome == settlement.outcome && occurredAt == settlement.occurredAt
            && (settlement.cost == nil || cost == settlement.cost) && isOfModel(settlement)
    }

    func isOfModel(_ settlement: Settlement) -> Bool {
        if let id = settlement.model?.id, let own = modelID { return id == own }
        return settlement.modelName == nil || model == settlement.modelName
    }
}

extension Settlement {
    fileprivate func isSame(as other: Settlement) -> Bool {
        usage == other.usage && outcome == other.outcome && cost == other.cost && isOfModel(other)
            && occurredAt == other.occurredAt
    }

    /// Known by its id, whatever it was called then and is now.
    private func isOfModel(_ other: Settlement) -> Bool {
        if let id = model?.id, let own = other.model?.id { return id == own }
        return modelName == other.modelName
    }
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
