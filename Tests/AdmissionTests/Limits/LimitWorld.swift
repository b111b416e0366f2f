import Domain
import Foundation
import Policy
import Storage
import TestSupport
import Testing

@testable import Admission

/// The books of one organization on a real file, with a clock that a test moves.
final class LimitWorld {
    let time: FixedTime
    let identifiers = UUIDv7Source()
    let database: any Database
    private(set) var books: LimitBooks
    private let maximumCounters: Int
    private(set) var policies: [LimitPolicy] = []
    let organization: OrganizationID
    let keys: [APIKeyID]
    let team: TeamID

    init(_ database: any Database, _ time: FixedTime, maximumCounters: Int) {
        self.maximumCounters = maximumCounters
        self.time = time
        self.database = database
        books = LimitBooks(
            database: database, time: time, identifiers: identifiers, maximumCounters: maximumCounters)
        organization = identifiers.next(Organization.self, at: time.now())
        team = identifiers.next(Team.self, at: time.now())
        keys = (0..<3).map { [identifiers] _ in identifiers.next(APIKey.self, at: FixedTime.start) }
    }

    /// A process that ends and a new one that reads what it has left.
    func restart() async throws {
        await books.flush()
        let (policies, next) = (
            policies,
            LimitBooks(
                database: database, time: time, identifiers: identifiers, maximumCounters: maximumCounters)
        )
        try await database.read { transaction throws(AdminError) in try next.load(policies, from: transaction) }
        books = next
    }

    @discardableResult
    func policy(
        _ limit: LimitPolicy.Limit, _ conditions: [PolicyCondition] = [], groupBy: [PolicyAttribute] = [],
        onMissing: LimitPolicy.MissingGroup = .share, mode: LimitPolicy.Mode = .enforce
    ) -> LimitPolicy {
        let now = time.now()
        let policy = LimitPolicy(
            id: identifiers.next(LimitPolicy.self, at: now), organizationID: organization, keyID: nil, name: nil,
            conditions: conditions, groupBy: groupBy, onMissing: onMissing, mode: mode, limit: limit, status: .active,
            createdAt: now, updatedAt: now)
        put(policy)
        return policy
    }

    func put(_ policy: LimitPolicy) {
        policies.removeAll { $0.id == policy.id }
        policies.append(policy)
        books.put(policy)
    }

    func call(
        _ key: Int = 0, _ model: CallModel? = Samples.cheap, named name: String? = nil, input: Int64 = 0,
        output: Int64 = 0, cost: Int64? = nil, metadata: [String: String] = [:]
    ) throws -> LimitedCall {
        let estimate = try CallEstimate(inputTokens: input, outputTokens: output, cost: cost.map { NanoDollars($0) })
        return LimitedCall(
            keyID: keys[key], organizationID: organization, owner: .team(team), keyMetadata: .empty,
            requestMetadata: try Metadata(metadata), model: model, named: name,
            amounts: try CallAmounts(estimate, of: model))
    }

    func reserve(_ call: LimitedCall, _ requestID: String? = nil, ttl: Int64 = 600) async throws -> LimitAnswer {
        try await books.admit(call, reserving: ReserveRequest(requestID: requestID, ttlSeconds: ttl))
    }

    func settle(
        _ id: ReservationID, input: Int64 = 0, output: Int64 = 0, cost: Int64? = nil,
        by model: CallModel? = Samples.cheap
    ) async throws -> KnownReservation {
        let usage = try TokenUsage(input: input, output: output)
        return try await books.settle(
            id, in: organization,
            Settlement(
                usage: usage, cost: cost.map { NanoDollars($0) }, model: model, named: nil, outcome: nil))
    }

    /// Used and held of a policy's counters, added up.
    func totals(_ policy: LimitPolicy) throws -> LimitTotals { try books.totals(of: policy.id, in: organization) }

    /// What the disk's two sums disagree about.
    func problems() async throws -> [String] {
        await books.flush()
        return try await database.read { transaction throws(AdminError) in try LedgerCheck.problems(in: transaction) }
    }

    /// What the books' own two sums of what is held differ by.
    func heldDifference() async -> Int128 {
        await books.flush()
        return books.gauges.heldDifference
    }
}

extension Samples {
    /// A dollar for a million tokens, in or out: a thousand nano-dollars each.
    static let cheap = model("cheap", dollars: 1)
    static let dear = model("dear", dollars: 3)
    static let free = CallModel(
        id: ModelID("01900000-0000-7000-8000-000000000003")!, name: "free", provider: "acme", maximumTokens: nil,
        priceVersion: 1, price: .free)
    static let unpriced = CallModel(
        id: ModelID("01900000-0000-7000-8000-000000000004")!, name: "unpriced", provider: "acme", maximumTokens: nil,
        priceVersion: nil, price: .unpriced)

    private static func model(_ name: String, dollars: Int64) -> CallModel {
        let price = NanoDollars(dollars * NanoDollars.perDollar)
        return CallModel(
            id: ModelID("01900000-0000-7000-8000-00000000000\(dollars == 1 ? 1 : 2)")!, name: name, provider: "acme",
            maximumTokens: nil, priceVersion: 1, price: .priced(ModelPrice(input: price, output: price)))
    }
}

extension LimitPolicy.Limit {
    static func budget(
        _ amount: Int64, _ measure: UsageLimit.Measure = .cost, _ period: BudgetPeriod = .never,
        onUnpriced: UsageLimit.OnUnpriced = .deny, onExpiry: UsageLimit.OnExpiry = .release
    ) -> LimitPolicy.Limit {
        .usage(
            UsageLimit(
                measure: measure, amount: amount, alertThreshold: nil, period: period, onUnpriced: onUnpriced,
                onExpiry: onExpiry, override: nil))
    }

    static func rate(
        _ value: Int64, _ unit: RateLimit.Unit?, _ measure: RateLimit.Measure = .requests
    ) -> LimitPolicy.Limit {
        .rate(RateLimit(measure: measure, unit: unit, value: value))
    }
}

/// Runs `body` with books on a database of their own.
func withBooks(
    maximumCounters: Int = LimitRules.maximumCounters, _ body: (LimitWorld) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        let time = FixedTime()
        let database = try SQLiteDatabase.open(
            SQLiteConfiguration(path: folder + "/test.db"), time: time, observer: NoCommitObserver())
        _ = try database.migrate()
        do {
            try await body(LimitWorld(database, time, maximumCounters: maximumCounters))
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }
}

extension KnownReservation {
    var id: ReservationID { reservation.id }
    var createdAt: Instant { reservation.createdAt }
    var expiresAt: Instant { reservation.expiresAt }
}
