import Domain
import Testing

@testable import Storage

struct PolicyStoreTests {
    private static let source = UUIDv7Source()
    private static let now = SteppingTime.start

    private func withStore(
        _ body: @escaping @Sendable (any Transaction, OrganizationID) throws(AdminError) -> Void
    ) async throws {
        try await withFolder { folder in
            let database = try SQLiteDatabase.open(
                SQLiteConfiguration(path: folder + "/test.db"), time: SteppingTime(), observer: NoCommitObserver())
            _ = try database.migrate()
            try await database.write { transaction throws(AdminError) in
                let organization = Organization(
                    id: Self.source.next(Organization.self, at: Self.now), name: try DisplayName("A"),
                    slug: Slug("a")!, timeZone: .utc, status: .active,
                    keyCeilings: try KeyCeilings(maximumLifetimeSeconds: nil, maximumKeysPerOwner: nil),
                    createdAt: Self.now, updatedAt: Self.now)
                try transaction.organizations.insert(organization)
                try body(transaction, organization.id)
            }
            try await database.close()
        }
    }

    private static func policy(
        _ organization: OrganizationID, _ limit: LimitPolicy.Limit, name: String? = nil, team: TeamID? = nil
    ) -> LimitPolicy {
        let conditions = [
            team.map { PolicyCondition(.teamID, .anyOf([ValuePattern($0.text)!])) },
            PolicyCondition(.model, .noneOf([ValuePattern("openai/*")!, ValuePattern("\"'; --")!])),
        ]
        return LimitPolicy(
            id: source.next(LimitPolicy.self, at: now), organizationID: organization, keyID: nil, name: name,
            conditions: conditions.compactMap(\.self), groupBy: [.apiKey, .metadata("a|b:c"), .userID],
            onMissing: .deny, mode: .shadow, limit: limit, status: .active, createdAt: now,
            updatedAt: now.adding(seconds: 1))
    }

    private static let periods: [BudgetPeriod] = [
        .hourly, .daily, .weekly, .monthly, .quarterly, .yearly, .everyDays(17, anchor: now), .never,
    ]

    private static func usage(
        _ period: BudgetPeriod, _ measure: UsageLimit.Measure = .cost, override: UsageLimit.Override? = nil
    ) -> LimitPolicy.Limit {
        .usage(
            UsageLimit(
                measure: measure, amount: 7_000_000_001, alertThreshold: override == nil ? nil : 5, period: period,
                onUnpriced: .allow, onExpiry: .charge, override: override))
    }

    @Test func `every kind of limit comes back as it went in, and belongs to its organization`() async throws {
        try await withStore { transaction, organization throws(AdminError) in
            var limits = Self.periods.map { Self.usage($0) }
            limits.append(Self.usage(.daily, .tokens, override: UsageLimit.Override(amount: .max, until: Self.now)))
            limits += RateLimit.Unit.allCases.map { .rate(RateLimit(measure: .tokens, unit: $0, value: 12)) }
            limits.append(.rate(RateLimit(measure: .concurrent, unit: nil, value: 0)))
            for limit in limits {
                var policy = Self.policy(organization, limit)
                try transaction.policies.insert(policy)
                #expect(try transaction.policies.find(policy.id, policy.kind, in: organization) == policy)
                policy.name = "n\(policy.id)"
                policy.status = .archived
                policy.mode = .enforce
                policy.conditions = []
                try transaction.policies.update(policy)
                #expect(try transaction.policies.find(policy.id, policy.kind, in: organization) == policy)
                let other: LimitPolicy.Kind = policy.kind == .usage ? .rate : .usage
                #expect(try transaction.policies.find(policy.id, other, in: organization) == nil)
                let stranger = Self.source.next(Organization.self, at: Self.now)
                #expect(try transaction.policies.find(policy.id, policy.kind, in: stranger) == nil)
            }
            var count = 0
            try transaction.policies.forEachPolicy { _ in count += 1 }
            #expect(count == limits.count)
        }
    }

    @Test func `a list is filtered, paged by id or by number, and counted`() async throws {
        try await withStore { transaction, organization throws(AdminError) in
            let team = Self.source.next(Team.self, at: Self.now)
            var made: [LimitPolicy] = []
            for index in 0..<7 {
                let policy = Self.policy(
                    organization, Self.usage(.daily, index % 2 == 0 ? .cost : .tokens), name: "p\(index)",
                    team: index < 3 ? team : nil)
                try transaction.policies.insert(policy)
                made.append(policy)
            }
            try transaction.policies.insert(
                Self.policy(organization, .rate(RateLimit(measure: .requests, unit: .rpm, value: 1)), name: "p0"))
            var filter = PolicyStore.Filter(.usage)
            let first = try transaction.policies.list(filter, in: organization, PageRequest(limit: 3))
            #expect(first.items == Array(made[..<3]) && first.hasMore)
            let next = try transaction.policies.list(
                filter, in: organization, PageRequest(limit: 3, after: made[2].id))
            #expect(next.items == Array(made[3..<6]) && next.hasMore)
            let last = try transaction.policies.list(filter, in: organization, PageRequest(limit: 3), skipping: 6)
            #expect(last.items == [made[6]] && !last.hasMore)
            #expect(try transaction.policies.count(filter, in: organization) == 7)
            filter.team = team
            filter.measure = "cost"
            #expect(try transaction.policies.list(filter, in: organization, PageRequest()).items == [made[0], made[2]])
            #expect(try transaction.policies.count(filter, in: organization) == 2)
            var rates = PolicyStore.Filter(.rate)
            rates.unit = .rph
            #expect(try transaction.policies.count(rates, in: organization) == 0)
        }
    }

    @Test func `a name is taken by an active policy of the same kind, and archiving frees it`() async throws {
        try await withStore { transaction, organization throws(AdminError) in
            var policy = Self.policy(organization, Self.usage(.daily), name: "Ä")
            try transaction.policies.insert(policy)
            let id = Self.source.next(LimitPolicy.self, at: Self.now)
            #expect(try transaction.policies.isNameTaken("Ä", .usage, in: organization, except: id))
            #expect(try !transaction.policies.isNameTaken("Ä", .usage, in: organization, except: policy.id))
            #expect(try !transaction.policies.isNameTaken("Ä", .rate, in: organization, except: id))
            #expect(try transaction.policies.hasActive(1, .usage, in: organization))
            #expect(try !transaction.policies.hasActive(2, .usage, in: organization))
            policy.status = .archived
            try transaction.policies.update(policy)
            #expect(try !transaction.policies.isNameTaken("Ä", .usage, in: organization, except: id))
            #expect(try !transaction.policies.hasActive(1, .usage, in: organization))
        }
    }
}
