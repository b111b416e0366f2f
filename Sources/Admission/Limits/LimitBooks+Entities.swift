import Domain
import Policy
import Storage

/// One counter of a policy as it stands: what a group of calls has used.
public struct LimitEntity: Sendable {
    public let id: CounterID
    public let group: String
    public let standing: LimitStanding
}

/// A page of counters, and how many are wanted in all.
public struct LimitEntityPage: Sendable {
    public let items: [LimitEntity]
    public let hasMore: Bool
    public let total: Int
}

/// What policies have counted.
extension LimitBooks {
    /// The counters of a policy in the order in which they were made; empty where nothing was counted yet.
    ///
    /// - Parameters:
    ///   - skipping: how many are left out, for those who count pages.
    ///   - isWanted: is asked under the book's lock, and must be quick.
    public func entities(
        of policy: PolicyID, in organization: OrganizationID, _ page: PageRequest<LimitCounter>, skipping: Int = 0,
        where isWanted: (LimitEntity) -> Bool
    ) throws(AdminError) -> LimitEntityPage {
        let now = time.now()
        let wanted = try book(of: organization).use { state in
            state.entities(of: policy, at: now).filter(isWanted)
        }
        let later = wanted.filter { entity in page.after.map { entity.id > $0 } ?? true }.sorted { $0.id < $1.id }
        let rest = later.dropFirst(skipping)
        return LimitEntityPage(
            items: Array(rest.prefix(page.limit)), hasMore: rest.count > page.limit, total: wanted.count)
    }

    public func entity(
        _ id: CounterID, of policy: PolicyID, in organization: OrganizationID
    ) throws(AdminError) -> LimitEntity? {
        let now = time.now()
        return try book(of: organization).use { state in
            state.expireDue(at: now)
            return state.policies[policy]?.counters.values.first { $0.id == id }.map { state.entity($0, at: now) }
        }
    }

    /// What all groups of a policy have used and hold, together.
    public func totals(of policy: PolicyID, in organization: OrganizationID) throws(AdminError) -> LimitTotals {
        let now = time.now()
        return try book(of: organization).use { state in
            state.entities(of: policy, at: now).reduce(into: LimitTotals()) { totals, entity in
                totals.counters += 1
                totals.used += Int128(entity.standing.used)
                totals.held += Int128(entity.standing.held)
            }
        }
    }

    /// Sets a counter back to zero; what open reservations hold on it stays held. Returns once that is on disk.
    ///
    /// - Parameter companion: is written in the same commit: the audit event.
    /// - Throws: `not_found` where the policy has no such counter.
    public func reset(
        _ id: CounterID, of policy: PolicyID, in organization: OrganizationID,
        with companion: @escaping LedgerCompanion
    ) async throws(AdminError) -> LimitEntity {
        let now = time.now()
        let (entity, ticket) = try book(of: organization).use { state throws(AdminError) in
            try state.reset(id, of: policy, companion, at: now)
        }
        _ = try await ticket.wait()
        return entity
    }
}

/// Sums over all groups of a policy.
public struct LimitTotals: Hashable, Sendable {
    public var counters = 0
    public var used: Int128 = 0
    public var held: Int128 = 0
}

extension BookState {
    mutating func entities(of policy: PolicyID, at now: Instant) -> [LimitEntity] {
        expireDue(at: now)
        return policies[policy]?.counters.values.map { entity($0, at: now) } ?? []
    }

    func entity(_ counter: Counter, at now: Instant) -> LimitEntity {
        roll(counter, to: now)
        return LimitEntity(
            id: counter.id, group: counter.group, standing: standing(of: counter.policy, counter, at: now))
    }

    mutating func reset(
        _ id: CounterID, of policy: PolicyID, _ companion: @escaping LedgerCompanion, at now: Instant
    ) throws(AdminError) -> (LimitEntity, CommitTicket) {
        expireDue(at: now)
        guard let counter = policies[policy]?.counters.values.first(where: { $0.id == id }) else {
            throw .missing("entity")
        }
        roll(counter, to: now)
        let charges = charge(-counter.used, on: counter, at: now).map { [$0] } ?? []
        // A new period begins, so that what is settled late knows that the old one is over.
        counter.periodStart = max(now, Instant(milliseconds: counter.periodStart.milliseconds + 1))
        if let window = counter.window { window.ring = RateWindow(window.ring.unit) }
        pending.mark(counter)
        pending.entries.append(
            LedgerEntry(
                id: identifiers.next(LedgerEntry.self, at: now), organizationID: organizationID, kind: .reset,
                charges: charges, createdAt: now))
        pending.companions.append(companion)
        return (entity(counter, at: now), nextCommit())
    }
}
