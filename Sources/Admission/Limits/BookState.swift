import Domain
import Policy

/// All that limits an organization, in memory: the authority for every decision. Lives behind its book's lock.
struct BookState {
    let organizationID: OrganizationID
    let identifiers: any IdentifierSource
    /// The most counters that calls may make; what was admitted is charged whatever it takes.
    let maximumCounters: Int
    private(set) var zone: TimeZoneName
    private(set) var calendar: BudgetCalendar
    var policies: [PolicyID: BookPolicy] = [:]
    /// Counts the changes of what periods are reckoned by, be it of one policy.
    private(set) var rules: Int32 = 0
    var zoneChanges: [RuleChange] = []
    let zoneMoves = ZoneMoves()
    private var index = PolicyIndex([])
    private var plans = MatchPlanCache()
    var reservations: [ReservationID: LiveReservation] = [:]
    var requests: [RequestKey: LiveReservation] = [:]
    var expiries = ExpiryQueue()
    var interests = InterestTable()
    /// Counts how often memory was read anew: what was read from the disk before says nothing of what came after.
    var reading = 0
    var pending = PendingBatch()
    /// What the last `takeBatch` has handed out, until its commit is decided.
    var inFlight: PendingBatch?
    /// Insertions of writes that have failed since memory was last read.
    var lost: [PendingBatch.Insertion] = []
    var phase = BookPhase()
    let latestPeriod = LatestPeriod()
    /// Whether the writer knows that there is something to write.
    var isQueued = false
    /// All counters by their ids.
    var counterIndex = CounterIndex()
    /// How many counters there were when the idle ones had been dropped.
    var countersLeft = 0
    var totals = BookTotals()
    /// Calls since the start whose cost nobody could tell.
    var unpricedCalls: Int64 = 0
    /// Counters that were put right when they were read, for the log.
    var mended: [String] = []

    init(
        _ organizationID: OrganizationID, zone: TimeZoneName, identifiers: any IdentifierSource, maximumCounters: Int
    ) {
        self.organizationID = organizationID
        self.identifiers = identifiers
        self.maximumCounters = maximumCounters
        self.zone = zone
        calendar = BudgetCalendar(zone)
    }

    mutating func reckon(in zone: TimeZoneName) {
        self.zone = zone
        calendar = BudgetCalendar(zone)
    }

    mutating func rulesChanged() {
        rules += 1
        zoneMoves.forget()
    }

    /// To be called after any change of policies.
    mutating func reindex() {
        index = PolicyIndex(policies.values)
        plans.removeAll()
    }

    /// Takes in one more: with as many policies as there are keys, the index is not made anew for each.
    mutating func index(_ policy: BookPolicy) {
        if policy.isActive { index.insert(policy) }
        plans.removeAll()
    }

    mutating func unindex(_ policy: BookPolicy) {
        if policy.isActive { index.remove(policy) }
        plans.removeAll()
    }

    func given(on key: APIKeyID) -> [LimitPolicy] {
        index.given(on: key).map(\.policy).sorted { $0.id < $1.id }
    }

    mutating func forgetPlans() { plans.removeAll() }

    mutating func plan(for call: LimitedCall) -> MatchPlan {
        guard !call.requestMetadata.entries.isEmpty else { return plans.plan(for: call.matching, in: index) }
        return plans.plan(for: call.matching(by: index.metadataNames), in: index)
    }

    /// The policies that an answered call comes under: those of now, and what was archived while the call was under way.
    mutating func plan(for call: LimitedCall, ending live: LiveReservation) -> MatchPlan {
        func isArchived(_ amount: LiveAmount) -> Bool { !amount.counter.policy.isActive }
        let archived = live.holds.filter(isArchived) + live.windowCharges.filter(isArchived)
        guard !archived.isEmpty else { return plan(for: call) }
        return MatchPlan(call.matching, in: index, besides: archived.map(\.counter.policy))
    }

    /// The counter of a match; made where there is none yet.
    mutating func counter(_ position: Int, of plan: MatchPlan, at now: Instant) -> Counter? {
        let match = plan.matches[position]
        if let counter = match.counter { return counter }
        guard case .group(let group) = match.outcome else { return nil }
        let counter = match.policy.counter(of: group) ?? makeCounter(group, of: match.policy, at: now)
        match.counter = counter
        return counter
    }

    private mutating func makeCounter(_ group: String, of policy: BookPolicy, at now: Instant) -> Counter {
        let counter = Counter(
            id: identifiers.next(LimitCounter.self, at: now), policy: policy, group: group,
            span: span(of: policy, containing: now))
        counter.rulesSeen = rules
        latestPeriod.begin(counter.periodStart)
        if let old = policy.insert(counter) { counterIndex.remove(old) }
        counterIndex.insert(counter)
        return counter
    }

    /// Begins a new period where the old one has ended. What is held is carried over.
    func roll(_ counter: Counter, to now: Instant) {
        followRules(counter)
        guard let end = counter.periodEnd, end <= now else { return }
        let span = span(of: counter.policy, containing: now)
        // A period is known by its start: where the rule or the zone has changed, the new one still begins later.
        counter.periodStart = max(span.start, end)
        counter.periodEnd = span.end
        counter.used = 0
        counter.hasUnpriced = false
        latestPeriod.begin(counter.periodStart)
    }

    func span(of policy: BookPolicy, containing now: Instant) -> BudgetSpan {
        policy.span(containing: now, calendar, rules)
    }

    mutating func hold(_ amount: Int64, on counter: Counter) {
        counter.held += amount
        totals.held += Int128(amount)
        pending.mark(counter)
    }

    /// - Returns: the charge, for the ledger; `nil` for nothing.
    mutating func charge(_ amount: Int64, on counter: Counter, at now: Instant) -> CounterCharge? {
        roll(counter, to: now)
        guard amount != 0 else { return nil }
        // What was charged ahead of the clock may not be known of when it is given back: the audit adds it.
        counter.used = max(0, counter.used + amount)
        pending.mark(counter)
        return CounterCharge(counterID: counter.id, period: counter.periodStart, amount: amount)
    }
}

/// When the latest period begins that any counter has begun.
final class LatestPeriod {
    private var start = Instant.earliest

    func begin(_ period: Instant) { start = max(start, period) }

    func forget() { start = .earliest }

    func isAhead(of now: Instant) -> Bool { start > now.adding(seconds: StoredBook.tolerance) }
}

/// Sums that are kept twice, by way of counters and by way of reservations and entries, so that comparing them costs next
/// to nothing.
struct BookTotals: Sendable {
    /// Of all counters.
    var held: Int128 = 0
    /// Of all open reservations.
    var reserved: Int128 = 0
}

extension LimitedCall {
    /// The call with those labels of the request alone that some policy looks at: the others must not make every call
    /// another.
    fileprivate func matching(by names: Set<String>) -> PolicyCall {
        let entries = requestMetadata.entries.filter { names.contains($0.key) }
        return PolicyCall(
            keyID: matching.keyID, organizationID: matching.organizationID, owner: matching.owner,
            model: matching.model, provider: matching.provider, keyMetadata: keyMetadata,
            requestMetadata: entries.isEmpty ? .empty : Metadata(unchecked: entries))
    }
}
