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

/// What policies have counted. There may be a million counters: only a piece of them is looked at under the book's lock.
extension LimitBooks {
    /// The counters of a policy in the order in which they were made; empty where nothing was counted yet. Costs what
    /// the page costs.
    ///
    /// - Parameter skipping: how many are left out, for those who count pages.
    public func entities(
        of policy: PolicyID, in organization: OrganizationID, _ page: PageRequest<LimitCounter>, skipping: Int = 0
    ) throws(AdminError) -> LimitEntityPage {
        let now = time.now()
        return try book(of: organization).use { state in
            let items = state.entities(
                of: policy, after: page.after, skipping: skipping, limit: page.limit + 1, at: now)
            return LimitEntityPage(
                items: Array(items.prefix(page.limit)), hasMore: items.count > page.limit,
                total: state.policies[policy]?.order.count ?? 0)
        }
    }

    /// The same of those that are wanted. Looks at every counter of the policy, piece by piece, in a lane beside the
    /// calls.
    public func entities(
        of policy: PolicyID, in organization: OrganizationID, _ page: PageRequest<LimitCounter>, skipping: Int = 0,
        where isWanted: @escaping @Sendable (LimitEntity) -> Bool
    ) async throws(AdminError) -> LimitEntityPage {
        let (book, now) = (book(of: organization), time.now())
        let selection = EntitySelection(page, skipping: skipping)
        return try await scans.run(selection) { selection throws(AdminError) in
            let (after, limit) = (selection.last, ScanLane.pieceSize)
            let piece = try book.use { $0.entities(of: policy, after: after, limit: limit, at: now) }
            selection.take(piece, where: isWanted)
            return piece.count < limit
        }.page
    }

    public func entity(
        _ id: CounterID, of policy: PolicyID, in organization: OrganizationID
    ) throws(AdminError) -> LimitEntity? {
        let now = time.now()
        return try book(of: organization).use { state in
            state.expireDue(at: now)
            return state.policies[policy]?.order.counter(id).map { state.entity($0, at: now) }
        }
    }

    /// The first of these groups that has a counter.
    public func entity(
        valued groups: [String], of policy: PolicyID, in organization: OrganizationID
    ) throws(AdminError) -> LimitEntity? {
        let now = time.now()
        return try book(of: organization).use { state in
            state.expireDue(at: now)
            guard let policy = state.policies[policy] else { return nil }
            return groups.lazy.compactMap { policy.counter(of: $0) }.first.map { state.entity($0, at: now) }
        }
    }

    /// What all groups of a policy have used and hold, together.
    public func totals(of policy: PolicyID, in organization: OrganizationID) throws(AdminError) -> LimitTotals {
        let (book, now) = (book(of: organization), time.now())
        var (totals, last, piece) = (LimitTotals(), CounterID?.none, [LimitEntity]())
        repeat {
            let after = last
            piece = try book.use { $0.entities(of: policy, after: after, limit: ScanLane.pieceSize, at: now) }
            for entity in piece { totals.add(entity.standing) }
            last = piece.last?.id
        } while piece.count == ScanLane.pieceSize
        return totals
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

/// What a search has found so far.
private struct EntitySelection: Sendable {
    private let request: PageRequest<LimitCounter>
    private var skipping: Int
    private var items: [LimitEntity] = []
    private var total = 0
    /// The last counter that was looked at.
    private(set) var last: CounterID?

    init(_ request: PageRequest<LimitCounter>, skipping: Int) {
        self.request = request
        self.skipping = skipping
    }

    mutating func take(_ piece: [LimitEntity], where isWanted: (LimitEntity) -> Bool) {
        last = piece.last?.id ?? last
        for entity in piece where isWanted(entity) {
            total += 1
            guard request.after.map({ entity.id > $0 }) ?? true, items.count <= request.limit else { continue }
            if skipping > 0 { skipping -= 1 } else { items.append(entity) }
        }
    }

    var page: LimitEntityPage {
        LimitEntityPage(
            items: Array(items.prefix(request.limit)), hasMore: items.count > request.limit, total: total)
    }
}

/// Sums over all groups of a policy.
public struct LimitTotals: Hashable, Sendable {
    public var counters = 0
    public var used: Int128 = 0
    public var held: Int128 = 0

    fileprivate mutating func add(_ standing: LimitStanding) {
        counters += 1
        used += Int128(standing.used)
        held += Int128(standing.held)
    }
}

extension BookState {
    mutating func entities(
        of policy: PolicyID, after id: CounterID?, skipping: Int = 0, limit: Int, at now: Instant
    ) -> [LimitEntity] {
        expireDue(at: now)
        return policies[policy]?.order.page(after: id, skipping: skipping, limit: limit).map { entity($0, at: now) }
            ?? []
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
        guard let counter = policies[policy]?.order.counter(id) else { throw .missing("entity") }
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
