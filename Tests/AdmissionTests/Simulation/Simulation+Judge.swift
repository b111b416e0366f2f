import Domain

@testable import Admission

/// Every answer, held against what was told before and what the disk says now.
extension Simulation {
    /// What is tried, before anything has become of it.
    func note(_ operation: inout SimulatedOperation) {
        switch operation.kind {
        case .reserve(let key, let requestID?, _):
            let request = NaiveLedger.Request(tenant: operation.tenant, key: key, id: requestID)
            operation.isUnique = model.triedUsage.updateValue([], forKey: request) == nil
        case .settle(let id, let content): model.calls[id]?.triedSettlements.insert(content)
        case .release(let id): model.calls[id]?.triedRelease = true
        case .extend(let id):
            // Its end may come sooner, too.
            let earliest = time.now().adding(seconds: SimulatedOperation.extension)
            model.calls[id].map { model.calls[id]?.expiresAt = min($0.expiresAt, earliest) }
        case .find(let id): operation.call = model.calls[id]
        case .correct: model.correcting.insert(operation.tenant)
        case .record(let key, let requestID, let content):
            let request = NaiveLedger.Request(tenant: operation.tenant, key: key, id: requestID)
            model.triedUsage[request, default: []].insert(content)
        default: break
        }
    }

    func judge(_ operation: SimulatedOperation, _ answer: SimulatedOperation.Answer) {
        if case .correct = operation.kind { model.correcting.remove(operation.tenant) }
        switch (operation.kind, answer) {
        case (_, .failed(let error)): judge(failed: operation, error)
        case (.reserve(let key, let requestID, let tokens), .decided(let answer)):
            judge(answer, operation, key, requestID, tokens)
        case (.count(let key), .decided(let answer)):
            guard answer.denial == nil, operation.isCounted else { break }
            model.counted[operation.tenant, default: 0] += 1
            admit(operation.tenant, key, at: operation.askedAt, isOnDisk: false)
            let onDisk = disk.calls[tenants[operation.tenant].id] ?? 0
            if onDisk < model.counted[operation.tenant] ?? 0 {
                violate("a call was counted, and the disk has not heard of it")
            }
        case (.settle(let id, let content), .ended(let known)): judge(settled: id, content, known, operation.tenant)
        case (.release(let id), .ended(let known)): judge(released: id, known, operation.tenant)
        case (.extend(let id), .ended(let known)):
            let row = stored(id, operation.tenant)?.reservation
            // Once more by a clock that was set back, it ends sooner.
            if !hasSetClockBack, row?.state == .open, row.map({ $0.expiresAt < known.reservation.expiresAt }) ?? true {
                violate("reservation \(id) was extended, and the disk has not heard of it")
            }
        case (.find(let id), .found(let known)): judge(found: id, known, operation.call)
        case (.record(let key, let requestID, let content), .recorded(let recorded)):
            judge(recorded, operation.tenant, key, requestID, content)
        case (.correct(let chain, let correction), .corrected(let entry)):
            judge(corrected: chain, correction, entry, operation.tenant)
        case (_, .done): break
        default: violate("\(operation.kind) was answered with \(answer)")
        }
    }

    private func stored(_ id: ReservationID, _ tenant: Int) -> KnownReservation? {
        disk.row(id, of: tenants[tenant].id)?.known
    }

    private func judge(
        _ answer: LimitAnswer, _ operation: SimulatedOperation, _ key: Int, _ requestID: String?, _ tokens: Int64
    ) {
        guard let row = answer.reservation?.reservation else {
            if answer.denial == nil { violate("admitted, and without a reservation") }
            statistics.denied += 1
            return
        }
        statistics.admitted += 1
        guard stored(row.id, operation.tenant) != nil || disk.purged.contains(row.id) else {
            return violate("reservation \(row.id) was acknowledged, and the disk has not heard of it")
        }
        // One that was forgotten meanwhile may be answered with late, when its id is another's.
        if let requestID, !disk.purged.contains(row.id) {
            let request = NaiveLedger.Request(tenant: operation.tenant, key: key, id: requestID)
            let first = model.requests[request]
            if let first, first != row.id, !disk.purged.contains(first) {
                violate("\(requestID) has two reservations: \(first) and \(row.id)")
            }
            model.requests[request] = row.id
        }
        guard model.calls[row.id] == nil else { return }
        model.add(
            row.id,
            NaiveLedger.Call(
                tenant: operation.tenant, key: key, tokens: tokens, createdAt: row.createdAt,
                expiresAt: model.end(of: row)))
        admit(operation.tenant, key, at: row.createdAt, isOnDisk: true)
    }

    private func admit(_ tenant: Int, _ key: Int, at instant: Instant, isOnDisk: Bool) {
        let count = model.admit(tenant: tenant, key: key, at: instant, isOnDisk: isOnDisk)
        if count > SimulatedTenant.rate { violate("\(count) calls were admitted within a minute") }
    }

    private func judge(
        settled id: ReservationID, _ content: NaiveLedger.Content, _ known: KnownReservation, _ tenant: Int
    ) {
        statistics.settled += 1
        guard stored(id, tenant)?.entry.map({ content.isTold(by: $0) }) ?? disk.purged.contains(id) else {
            return violate("reservation \(id) was settled with \(content), and the disk says otherwise")
        }
        guard let call = model.calls[id] else { return }
        if call.isReleased { violate("reservation \(id) was released, and is settled") }
        if let first = call.settled, first != content { violate("reservation \(id) was settled with two contents") }
        model.calls[id]?.settled = content
        if let entry = known.entry { model.add(row: entry.id, of: tenant) }
    }

    private func judge(released id: ReservationID, _ known: KnownReservation, _ tenant: Int) {
        let state = stored(id, tenant)?.reservation.state
        switch known.reservation.state {
        case .released:
            if state != .released, !disk.purged.contains(id) {
                violate("reservation \(id) was released, but not on disk")
            }
            if model.calls[id]?.settled != nil { violate("reservation \(id) was settled, and is released") }
            model.calls[id]?.isReleased = true
        case .expired:
            if state == .open { violate("reservation \(id) was said to have expired, and is open on disk") }
        case .open, .settled: violate("a release left reservation \(id) \(known.reservation.state)")
        }
    }

    private func judge(found id: ReservationID, _ known: KnownReservation?, _ call: NaiveLedger.Call?) {
        guard let call else { return }
        guard let known else {
            if !disk.purged.contains(id) { violate("reservation \(id) was acknowledged, and is not found") }
            return
        }
        let state = known.reservation.state
        if let content = call.settled, !(known.entry.map { content.isTold(by: $0) } ?? false) {
            violate("reservation \(id) was settled with \(content), and is found \(state)")
        }
        if call.isReleased, state != .released { violate("reservation \(id) was released, and is found \(state)") }
    }

    private func judge(
        _ recorded: [RecordedUsage], _ tenant: Int, _ key: Int, _ requestID: String, _ content: NaiveLedger.Content
    ) {
        guard let entry = recorded.first?.entry else {
            return violate("usage \(requestID) was recorded without an entry")
        }
        if !content.isTold(by: entry) { violate("usage \(requestID): \(content) was answered with other usage") }
        if !disk.hasEntry(entry.id, of: tenants[tenant].id) {
            violate("usage \(requestID) was recorded, but not on disk")
        }
        model.add(row: entry.id, of: tenant)
    }

    private func judge(failed operation: SimulatedOperation, _ error: AdminError) {
        switch (operation.kind, error.code) {
        case (_, .unavailable): break
        case (.settle(let id, let content), .conflict):
            guard let call = model.calls[id] else { return }
            if !call.triedRelease, call.triedSettlements == [content] {
                violate("the only settlement of \(id) is refused")
            }
        case (.release(let id), .conflict):
            if model.calls[id]?.triedSettlements.isEmpty ?? false {
                violate("\(id) is said to be settled, which nobody did")
            }
            if model.calls[id]?.isReleased ?? false { violate("\(id) was released, and is said to be settled") }
        case (.extend(let id), .conflict):
            guard let call = model.calls[id] else { return }
            let mayHaveEnded = call.triedRelease || !call.triedSettlements.isEmpty || call.expiresAt <= time.now()
            if !mayHaveEnded { violate("\(id) is said to have ended, which nobody did") }
        case (.record(let key, let requestID, let content), .conflict):
            let tried = model.triedUsage[NaiveLedger.Request(tenant: operation.tenant, key: key, id: requestID)]
            if tried == [content] { violate("the only usage under \(requestID) is refused") }
        case (.settle(let id, _), .notFound), (.release(let id), .notFound), (.extend(let id), .notFound):
            if !disk.purged.contains(id) { violate("\(id) was acknowledged, and is not found") }
        case (.correct(let chain, _), _):
            violate("\(chain.entry.id) could not be corrected: \(error.code) \(error.message)")
        default: violate("\(operation.kind) failed: \(error.code) \(error.message) \(error.detail ?? "")")
        }
        requireNothingCharged(operation)
    }

    /// What failed, and of which nobody can have been left in the dark, has left nothing on disk.
    private func requireNothingCharged(_ operation: SimulatedOperation) {
        let tenant = tenants[operation.tenant]
        guard disk.unknownCommits(of: tenant.id) == operation.unknownCommits else { return }
        if case .correct(let chain, _) = operation.kind { return requireUncorrected(chain, of: tenant.id) }
        guard case .reserve(let key, let requestID?, _) = operation.kind, operation.isUnique else { return }
        if disk.hasRequest(RequestKey(keyID: tenant.keys[key], requestID: requestID), of: tenant.id) {
            violate("\(requestID) was refused as not written, and is on disk")
        }
    }
}

extension NaiveLedger.Content {
    func isTold(by entry: LedgerEntry) -> Bool {
        entry.usage?.input == tokens && entry.outcome == outcome
    }
}
