import Domain
import Policy

/// A counter in memory: one group of one policy. Belongs to its book, and is touched under the book's lock alone.
final class Counter {
    let id: CounterID
    unowned let policy: BookPolicy
    let group: String
    var used: Int64 = 0
    var held: Int64 = 0
    var periodStart: Instant
    var periodEnd: Instant?
    /// A box, as only rate limits have one.
    var window: WindowBox?
    /// Whether it is among those that the next commit writes.
    var isDirty = false
    /// Whether a commit that is under way writes it.
    var isInFlight = false
    /// Whether its group has another counter by now, or none: nothing is written of it any more.
    var isRetired = false
    /// Whether calls of its period were charged nothing because nobody can tell their cost: it is what they are to be put
    /// right on.
    var hasUnpriced = false
    /// The rules by which its period was last found to end.
    var rulesSeen: Int32 = 0
    /// Reservations in memory that have charged its window.
    var openCharges = 0

    final class WindowBox {
        var ring: RateWindow

        init(_ ring: RateWindow) { self.ring = ring }
    }

    init(id: CounterID, policy: BookPolicy, group: String, span: BudgetSpan) {
        self.id = id
        self.policy = policy
        self.group = group
        periodStart = span.start
        periodEnd = span.end
        if case .rate(let rate) = policy.policy.limit, let unit = rate.unit { window = WindowBox(RateWindow(unit)) }
    }

    init(_ row: LimitCounter, policy: BookPolicy) {
        id = row.id
        self.policy = policy
        group = row.group
        used = row.used
        held = row.held
        periodStart = row.periodStart
        periodEnd = row.periodEnd
        guard case .rate(let rate) = policy.policy.limit, let unit = rate.unit else { return }
        // One of another unit is kept as it is: a counter is its window, and what was taken from that one is not given
        // back to the one that takes its place.
        window = WindowBox(row.window.flatMap { RateWindow(bytes: $0) } ?? RateWindow(unit))
    }

    /// Whether it is what its group's calls are counted on.
    var isCurrent: Bool { !isRetired && (window == nil || window?.ring.unit == policy.policy.rateUnit) }

    /// Whether it says nothing that a new one would not say.
    func isIdle(at now: Instant) -> Bool {
        guard held == 0, openCharges == 0, !isDirty, !isInFlight else { return false }
        if let window { return !isCurrent || window.ring.used(at: now) == 0 }
        return used == 0 && !hasUnpriced || periodEnd.map { $0 <= now } ?? false
    }

    func row(at now: Instant) -> LimitCounter {
        LimitCounter(
            id: id, organizationID: policy.policy.organizationID, policyID: policy.policy.id, group: group, used: used,
            held: held, periodStart: periodStart, periodEnd: periodEnd, window: nil, updatedAt: now)
    }
}

extension LimitCounter {
    /// A window that is not understood must not read as one that nothing was used in.
    func requireReadableWindow() throws(AdminError) {
        guard let window, RateWindow(bytes: window) == nil else { return }
        throw .internal("the column window of limit_counters \(id) does not hold a window")
    }
}
