import AdminClient
import Foundation
import Testing
import Wire

/// Compares what the server says with what the callers know, while nobody else calls.
struct ExactAudit {
    private let scene: ExactScene
    private let callers: [ExactCaller]
    private let client: KeyholdClient

    init(_ scene: ExactScene, _ callers: [ExactCaller], _ client: KeyholdClient) {
        self.scene = scene
        self.callers = callers
        self.client = client
    }

    private var calls: [ExactCall] { callers.flatMap(\.calls) }

    /// - Parameter reckoning: is told how the budgets stand, with new room on each for the calls to come.
    func run(_ reckoning: ExactReckoning, _ report: ExactReport) throws {
        for caller in callers { try caller.resolve(client) }
        try awaitExpiry()
        for caller in callers { caller.noteExpiry() }
        report.add(reckoning.takeFindings())
        try compare(report)
        let rates = ExactRates(calls)
        report.set(ofRates: (rates.overshoot, rates.falseDenials))
        try makeRoom(reckoning)
        try probe(report)
        try makeRoom(reckoning)
    }

    /// Afterwards nothing is held, and what was settled is what is used.
    func settleEverything(_ report: ExactReport) throws {
        for caller in callers { try caller.settleEverything(client) }
        try compare(report)
    }

    /// The server is asked until it says so: a hold that is to expire has expired.
    private func awaitExpiry() throws {
        for call in calls where call.isOpen && !call.lasts {
            while try client.getReservation(call.id).state == "open" { _ = try standing() }
        }
    }

    private func compare(_ report: ExactReport) throws {
        let expected = Set(calls.filter(\.isOpen).map(\.id))
        let open = try openReservations()
        report.leakedHolds += open.subtracting(expected).count
        report.lostHolds += expected.subtracting(open).count
        report.note("open without a caller", open.subtracting(expected))
        report.note("not open any more", expected.subtracting(open))
        let standing = try standing()
        let held = calls.reduce(ExactAmount()) { $0 + $1.held }
        let used = calls.reduce(ExactAmount()) { $0 + $1.used }
        for part in [\ExactAmount.tokens, \.cost] {
            report.leakedHolds += standing.held[keyPath: part] > held[keyPath: part] ? 1 : 0
            report.lostHolds += standing.held[keyPath: part] < held[keyPath: part] ? 1 : 0
            report.lostSettlements += standing.used[keyPath: part] < used[keyPath: part] ? 1 : 0
            report.chargedTwice += standing.used[keyPath: part] > used[keyPath: part] ? 1 : 0
        }
        report.comparisons += 1
    }

    private func openReservations() throws -> Set<String> {
        var (open, after): (Set<String>, String?) = ([], nil)
        repeat {
            let page = try client.listReservations(state: "open", limit: 1000, after: after)
            open.formUnion(page.items.map(\.id))
            after = page.next
        } while after != nil
        return open
    }

    private func standing() throws -> (used: ExactAmount, held: ExactAmount) {
        let body = VerifyRequestBody(key: scene.budgetKey, model: ExactScene.price.model)
        let policies = try client.explainKey(body).policies
        let tokens = try #require(policies.first { $0.policyID == scene.tokenBudget })
        let cost = try #require(policies.first { $0.policyID == scene.costBudget })
        return (
            ExactAmount(tokens: tokens.used.count, cost: cost.used.nanoDollars),
            ExactAmount(tokens: tokens.held.count, cost: cost.held.nanoDollars)
        )
    }

    /// Something to spend, and not enough for all.
    private static let room = ExactAmount(tokens: 1200, cost: 1_600_000)

    private func makeRoom(_ reckoning: ExactReckoning) throws {
        let standing = try standing()
        let taken = standing.used + standing.held
        let limit = taken + Self.room
        try setLimit(scene.tokenBudget, DollarsBody(units: limit.tokens, decimalPlaces: 0))
        try setLimit(scene.costBudget, DollarsBody(units: limit.cost, decimalPlaces: 9))
        reckoning.begin(at: taken, limit: limit)
    }

    private func setLimit(_ id: String, _ limit: DollarsBody) throws {
        var body = UpdateUsageLimitBody()
        body.creditLimit = .set(limit)
        _ = try client.updateUsageLimit(id, body)
    }

    /// What is left fits on both budgets; one token more does not, nor one nano-dollar.
    private func probe(_ report: ExactReport) throws {
        let room = Self.room
        if try !reserves(room) { report.falseDenialsAtRest += 1 }
        for more in [ExactAmount(tokens: 1), ExactAmount(cost: 1)] where try reserves(room + more) {
            report.overshoot += 1
        }
    }

    private func reserves(_ amount: ExactAmount) throws -> Bool {
        let estimate = EstimateBody(
            inputTokens: amount.tokens, maxOutputTokens: 0, cost: DollarsBody(units: amount.cost, decimalPlaces: 9))
        let body = CreateReservationBody(key: scene.budgetKey, model: ExactScene.price.model, estimate: estimate)
        guard let made = try client.reserveIfThereIsRoom(body) else { return false }
        _ = try client.releaseReservation(made.id)
        return true
    }
}
