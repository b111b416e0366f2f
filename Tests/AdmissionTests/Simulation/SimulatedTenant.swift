import Domain
import Policy
import TestSupport

@testable import Admission

/// An organization with limits of every kind, small enough that calls are refused often.
struct SimulatedTenant {
    let id: OrganizationID
    let team: TeamID
    let keys: [APIKeyID]
    private(set) var policies: [LimitPolicy]
    private(set) var zone = TimeZoneName.utc
    private(set) var changes: [PeriodChange] = []

    /// The limit of requests in a minute, by key: it never changes, so that its windows can be recounted.
    static let rate: Int64 = 9

    init(_ identifiers: SimulatedIdentifiers) {
        let start = FixedTime.start
        let organization = identifiers.next(Organization.self, at: start)
        id = organization
        team = identifiers.next(Team.self, at: start)
        keys = (0..<2).map { _ in identifiers.next(APIKey.self, at: start) }
        let limits: [(LimitPolicy.Limit, [PolicyAttribute])] = [
            (.budget(900, .tokens, .hourly), [.apiKey]),
            (.budget(60, .requests, .daily), []),
            (.budget(2_000_000, .cost, .monthly, onExpiry: .charge), [.apiKey]),
            (.rate(12, nil, .concurrent), []),
            (.rate(Self.rate, .rpm), [.apiKey]),
            (.rate(5000, .rph, .tokens), []),
        ]
        policies = limits.map { limit, groupBy in
            LimitPolicy(
                id: identifiers.next(LimitPolicy.self, at: start), organizationID: organization, keyID: nil, name: nil,
                conditions: [], groupBy: groupBy, onMissing: .share, mode: .enforce, limit: limit, status: .active,
                createdAt: start, updatedAt: start)
        }
    }

    /// Whether every call is counted on disk.
    var countsCalls: Bool { policies[1].status == .active }

    /// The highest amount that each policy ever has.
    var highestLimits: [PolicyID: Int64] {
        policies.reduce(into: [:]) { limits, policy in
            switch policy.limit {
            case .usage(let usage): limits[policy.id] = usage.amount
            case .rate(let rate): limits[policy.id] = rate.value
            }
        }
    }

    /// Changes a rule: a limit goes down or back up, a period or the unit of a window is another, a policy is archived or
    /// restored.
    mutating func changePolicy(_ random: inout SeededGenerator, at now: Instant, _ original: SimulatedTenant)
        -> LimitPolicy
    {
        let index = [0, 1, 2, 3, 5].randomElement(using: &random) ?? 0
        var policy = policies[index]
        switch (Int.random(in: 0..<3, using: &random), policy.limit) {
        case (0, _): policy.status = policy.status == .active ? .archived : .active
        case (1, .usage(let usage)):
            let period = [BudgetPeriod.hourly, .daily, .monthly, .never].randomElement(using: &random) ?? .never
            if period != usage.period {
                changes.append(
                    PeriodChange(organizationID: id, at: now, before: .period(usage.period, of: policy.id)))
            }
            policy.limit = .budget(usage.amount, usage.measure, period, onExpiry: usage.onExpiry)
        case (_, .usage(let usage)):
            guard case .usage(let first) = original.policies[index].limit else { break }
            let amount = usage.amount == first.amount ? first.amount / 2 : first.amount
            policy.limit = .budget(amount, usage.measure, usage.period, onExpiry: usage.onExpiry)
        case (_, .rate(let rate)):
            guard let unit = rate.unit else { break }
            policy.limit = .rate(rate.value, unit == .rph ? .rpm : .rph, rate.measure)
        }
        policies[index] = policy
        return policy
    }

    mutating func changeZone(_ random: inout SeededGenerator, at now: Instant) -> TimeZoneName {
        let next = ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"].randomElement(using: &random)
        guard let next = next.flatMap({ TimeZoneName($0) }), next != zone else { return zone }
        changes.append(PeriodChange(organizationID: id, at: now, before: .zone(zone)))
        zone = next
        return next
    }

    func call(_ key: Int, tokens: Int64) throws(AdminError) -> LimitedCall {
        LimitedCall(
            keyID: keys[key], organizationID: id, owner: .team(team), keyMetadata: .empty, model: Samples.cheap,
            named: nil,
            amounts: try CallAmounts(CallEstimate(inputTokens: tokens, outputTokens: 0, cost: nil), of: Samples.cheap))
    }
}

/// One run of the product: what is in its memory, and its way to the disk.
final class SimulatedProcess {
    let executor = StepExecutor()
    let spawner: SimulatedSpawner
    let storage: SimulatedStorage
    let books: LimitBooks

    init(
        _ disk: SimulatedDisk, _ tenants: [SimulatedTenant], _ time: FixedTime, _ identifiers: SimulatedIdentifiers
    ) {
        spawner = SimulatedSpawner(executor)
        storage = SimulatedStorage(disk, time)
        books = LimitBooks(storage, time: time, identifiers: identifiers, spawner: spawner)
        for tenant in tenants {
            books.book(of: tenant.id).follow { $0.reckon(in: tenant.zone) }
            let stored = disk.book(of: tenant.id, policies: tenant.policies.map(\.id), at: time.now())
            books.open(tenant.id, tenant.policies, tenant.changes, stored, at: time.now())
        }
    }

    /// Nothing is to be done any more unless somebody asks.
    var isIdle: Bool { executor.count == 0 && spawner.count == 0 && storage.steps.isEmpty }

    /// Goes on until nothing is left to do.
    ///
    /// - Returns: false where it never ends.
    func settle(_ random: inout SeededGenerator) -> Bool {
        for _ in 0..<200_000 {
            guard !isIdle else { return true }
            if executor.count > 0 {
                executor.run(at: 0)
            } else if let step = storage.steps.randomElement(using: &random) {
                storage.take(step, &random)
            } else if spawner.count > 0 {
                spawner.wake(at: 0)
            }
        }
        return false
    }

    func crash(_ random: inout SeededGenerator) -> Bool {
        storage.die(&random)
        return settle(&random)
    }
}
