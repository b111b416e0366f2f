import Domain
import Storage

extension LimitBooks {
    /// Rows in one transaction: few enough that nobody behind it waits noticeably.
    private static let purgeBatch = 1000

    /// What has to be done now and then: expired holds end though nobody asks, counters that say nothing go, ended
    /// reservations are forgotten a day later.
    public func keepHouse() async throws(AdminError) {
        let now = time.now()
        for book in all { book.follow { $0.keepHouse(at: now) } }
        await flush()
        for book in all { try await purge(book.organizationID, at: now) }
    }

    private func purge(_ organization: OrganizationID, at now: Instant) async throws(AdminError) {
        let instant = now.adding(seconds: -Reservation.retentionSeconds)
        var purged = Self.purgeBatch
        while purged == Self.purgeBatch {
            purged = try await database.write { transaction throws(AdminError) in
                try transaction.reservations.purge(
                    in: organization, endedBefore: instant, limit: Self.purgeBatch)
            }
        }
    }
}

extension BookState {
    mutating func keepHouse(at now: Instant) {
        guard phase.isOpen else { return }
        expireDue(at: now)
        dropIdleCounters(at: now)
    }

    /// Looks through all counters, and so only when there are a quarter more of them than the last time.
    private mutating func dropIdleCounters(at now: Instant) {
        let count = policies.values.reduce(0) { $0 + $1.counters.count }
        guard count > countersLeft + countersLeft / 4 + 1000, inFlight == nil else { return }
        // A window may be empty while a call that was charged on it is still to be settled.
        let charged = Set(reservations.values.flatMap(\.windowCharges).map { ObjectIdentifier($0.counter) })
        for policy in policies.values {
            for counter in policy.counters.values
            where counter.isIdle(at: now) && !charged.contains(ObjectIdentifier(counter)) {
                policy.counters[counter.group] = nil
                pending.dropped.append(counter.row(at: now))
            }
        }
        countersLeft = policies.values.reduce(0) { $0 + $1.counters.count }
        forgetPlans()
    }
}
