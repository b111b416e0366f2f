import Domain

extension LimitBooks {
    /// Rows in one transaction: few enough that nobody behind it waits noticeably.
    private static let purgeBatch = 500

    /// What has to be done now and then: expired holds end though nobody asks, counters that say nothing go, ended
    /// reservations are forgotten a day later.
    ///
    /// - Parameter forgetting: false while the clock is not to be believed: holds end, as they do by any call, and nothing
    ///   else goes.
    public func keepHouse(forgetting: Bool = true) async throws(AdminError) {
        let now = time.now()
        for book in all {
            book.turnBackIfAhead(of: now)
            book.follow { $0.expireIfOpen(at: now) }
        }
        guard forgetting else { return await flush() }
        for book in all { try await dropIdleCounters(of: book, at: now) }
        await flush()
        for book in all { try await purge(book.organizationID, at: now) }
        try await auditIfDue()
    }

    /// Looks through all counters, and so only when there are a quarter more of them than the last time, or no more may be made.
    private func dropIdleCounters(of book: Book, at now: Instant) async throws(AdminError) {
        guard book.follow({ $0.mayHaveIdleCounters }) else { return }
        _ = try await scans.run(CounterID?.none) { last throws(AdminError) in
            let after = last
            last = book.follow { $0.dropIdleCounters(after: after, limit: ScanLane.pieceSize, at: now) }
            return last == nil
        }
        book.follow { $0.countersLeft = $0.counterIndex.count }
    }

    private func purge(_ organization: OrganizationID, at now: Instant) async throws(AdminError) {
        let instant = now.adding(seconds: -Reservation.retentionSeconds)
        var purged = Self.purgeBatch
        while purged == Self.purgeBatch {
            purged = try await storage.purge(in: organization, endedBefore: instant, limit: Self.purgeBatch)
        }
    }
}

extension BookState {
    mutating func expireIfOpen(at now: Instant) {
        if phase.isOpen { expireDue(at: now) }
    }

    var mayHaveIdleCounters: Bool {
        isShortOfCounters || counterIndex.count > countersLeft + countersLeft / 4 + 1000
    }

    /// Drops those of the next few counters that say nothing.
    ///
    /// - Returns: the last that was looked at; `nil` where there are no more.
    mutating func dropIdleCounters(after id: CounterID?, limit: Int, at now: Instant) -> CounterID? {
        guard phase.isOpen else { return nil }
        let piece = counterIndex.page(after: id, limit: limit)
        let last = piece.count < limit ? nil : piece.last?.id
        let idle = piece.filter { counter in
            followRules(counter)
            return counter.isIdle(at: now)
        }
        guard !idle.isEmpty else { return last }
        for idle in Dictionary(grouping: idle, by: { ObjectIdentifier($0.policy) }).values {
            idle[0].policy.remove(idle)
        }
        counterIndex.remove(idle)
        pending.dropped += idle.map { $0.row(at: now) }
        forgetPlans()
        return last
    }
}
