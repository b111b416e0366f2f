import Domain
import Storage

/// Limits that no call of a benchmark comes under, each of another kind, and what they have counted.
struct Limits {
    private static let perTransaction = 5000
    /// As many share the counters, of usage that never begins anew: nothing makes them superfluous.
    private static let withCounters = 100

    let database: SQLiteDatabase
    let organization: OrganizationID
    private let identifiers = UUIDv7Source()

    init(database: SQLiteDatabase, organization: OrganizationID) {
        self.database = database
        self.organization = organization
    }

    func fill(policies: Int, counters: Int) async throws {
        var shared: [LimitPolicy] = []
        for first in stride(from: 0, to: policies, by: Self.perTransaction) {
            let numbers = first..<min(first + Self.perTransaction, policies)
            shared += try await database.write { transaction throws(AdminError) in
                var written: [LimitPolicy] = []
                for number in numbers {
                    let policy = policy(number, at: transaction.now)
                    try transaction.policies.insert(policy)
                    if number < Self.withCounters { written.append(policy) }
                }
                return written
            }
        }
        guard !shared.isEmpty else { return }
        for first in stride(from: 0, to: counters, by: Self.perTransaction) {
            let numbers = first..<min(first + Self.perTransaction, counters)
            try await database.write { [shared] transaction throws(AdminError) in
                try transaction.limitCounters.carryOver(
                    numbers.map { number in
                        .put(counter(number, of: shared[number % shared.count], at: transaction.now))
                    })
            }
        }
    }

    private func policy(_ number: Int, at now: Instant) -> LimitPolicy {
        let limit: LimitPolicy.Limit =
            number < Self.withCounters || number.isMultiple(of: 2)
            ? .usage(
                UsageLimit(
                    measure: .tokens, amount: 1_000_000, alertThreshold: nil, period: .never, onUnpriced: .deny,
                    onExpiry: .release, override: nil))
            : .rate(RateLimit(measure: .requests, unit: .rpd, value: 1_000_000))
        return LimitPolicy(
            id: identifiers.next(LimitPolicy.self, at: now), organizationID: organization, keyID: nil,
            name: "policy-\(number)", conditions: [condition(number, at: now)], groupBy: [.metadata("user_id")],
            onMissing: .skip, mode: .enforce, limit: limit, status: .active, createdAt: now, updatedAt: now)
    }

    /// One value of one attribute: of a customer, a key, a team, a user, a model.
    private func condition(_ number: Int, at now: Instant) -> PolicyCondition {
        let other = identifiers.next(Team.self, at: now).text
        return switch number % 5 {
        case 0: condition(.metadata("customer"), "customer-\(number)")
        case 1: condition(.apiKey, other)
        case 2: condition(.teamID, other)
        case 3: condition(.userID, other)
        default: condition(.model, "other/model-\(number)")
        }
    }

    private func condition(_ attribute: PolicyAttribute, _ value: String) -> PolicyCondition {
        PolicyCondition(attribute, .anyOf([ValuePattern(value)].compactMap(\.self)))
    }

    private func counter(_ number: Int, of policy: LimitPolicy, at now: Instant) -> LimitCounter {
        LimitCounter(
            id: identifiers.next(LimitCounter.self, at: now), organizationID: organization, policyID: policy.id,
            group: "user-\(number)", used: 1 + Int64(number % 1000), held: 0, periodStart: now, periodEnd: nil,
            window: nil, updatedAt: now)
    }
}
