import Admission
import Domain
import Storage
import TestSupport
import Testing
import Wire

@testable import AdminAPI

/// A random history of one organization's calls, told to the real service and to a plain ledger alike.
final class Recount {
    private struct Model {
        let name: String
        let shape: RecountShape
        /// From when on; `nil` where it had none from then on. Version 1 is the first.
        var prices: [(from: Instant, price: RecountPrice?)] = []

        /// The version that was in force; 0 for none.
        func version(at instant: Instant) -> Int { prices.lastIndex { $0.from <= instant }.map { $0 + 1 } ?? 0 }

        func cost(of usage: RecountUsage, _ version: Int) -> Int64? {
            version == 0 ? nil : prices[version - 1].price?.cost(of: usage)
        }
    }

    static let budgets: [(RecountLedger.Budget, UsageLimit.Measure, BudgetPeriod)] = [
        (.moneyByMonth, .cost, .monthly), (.tokensByHour, .tokens, .hourly), (.callsByDay, .requests, .daily),
        (.money, .cost, .never),
    ]
    /// So many calls may still be corrected.
    private static let most = 4000

    private let world: World
    private let organization: OrganizationID
    private let keys: [SampleKey]
    private let call: ManagementCall
    private var random: SeededGenerator
    private var models: [Model] = []
    private(set) var ledger = RecountLedger()
    /// Those whose cost nobody can tell, all of them, and some of the others.
    private var unknown: [RecountLedger.Call] = []
    private var known: [RecountLedger.Call] = []
    private var policies: [RecountLedger.Budget: LimitPolicy] = [:]
    private(set) var usages = 0
    private(set) var corrections = 0
    private(set) var repriced = 0
    private(set) var problems: [String] = []

    init(_ world: World, seed: UInt64) async throws {
        self.world = world
        random = SeededGenerator(seed: seed)
        let tenant = try await world.tenant()
        organization = try #require(OrganizationID(tenant.id))
        keys = [try await tenant.key("a"), try await tenant.key("b"), try await tenant.key("c")]
        let origin = CallOrigin(requestID: "recount", address: nil)
        let caller = try #require(try world.service.authenticate(bearer: tenant.token, from: origin))
        call = try ManagementCall(caller: caller, needing: .policiesWrite, organization: nil, origin: origin)
        for (budget, measure, period) in Self.budgets {
            let limit = LimitPolicy.Limit.usage(
                UsageLimit(
                    measure: measure, amount: .max / 4, alertThreshold: nil, period: period, onUnpriced: .allow,
                    onExpiry: .release, override: nil))
            let isByKey = budget == .moneyByMonth || budget == .tokensByHour
            policies[budget] = try await tenant.policy(limit, "\(budget)", groupBy: isByKey ? [.apiKey] : [])
        }
        for shape in RecountShape.allCases { try await addModel(shape) }
    }

    private func chance(_ parts: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &random) < parts }

    private var now: Instant { world.time.now() }

    func violate(_ text: String) { problems.append(text) }

    private func addModel(_ shape: RecountShape) async throws {
        var model = Model(name: "acme/\(shape)", shape: shape)
        let price = RecountPrice(shape, &random)
        var body = CreateModelBody(name: model.name)
        body.price = price.body
        _ = try await world.service.createModel(body, call)
        model.prices.append((now, price))
        models.append(model)
        world.time.advance(milliseconds: 5)
    }

    func step(calls count: Int) async throws {
        switch Int.random(in: 0..<40, using: &random) {
        case 0..<16: try await record(count)
        case 16..<22: try await reserveAndSettle()
        case 22..<34: try await correct()
        case 34..<36: world.time.advance(seconds: Int64.random(in: 1...4000, using: &random))
        case 36: world.time.advance(seconds: Int64.random(in: 4000...200_000, using: &random))
        case 37: try await changePrice()
        default: try await reprice()
        }
        world.time.advance(milliseconds: 5)
    }
}

// MARK: - Calls

extension Recount {
    private func record(_ count: Int) async throws {
        var (bodies, drafts): ([UsageRecordBody], [RecountLedger.Call]) = ([], [])
        for _ in 0..<count {
            let index = Int.random(in: models.indices, using: &random)
            let usage = RecountUsage(models[index].shape, &random)
            let key = Int.random(in: keys.indices, using: &random)
            var body = UsageRecordBody(keyID: keys[key].id, usage: usage.body, model: models[index].name)
            let isLate = chance(1, of: 3)
            let time = isLate ? now.adding(seconds: -Int64.random(in: 1...200_000, using: &random)) : now
            if isLate { body.occurredAt = time.rfc3339 }
            let version = models[index].version(at: time)
            var draft = RecountLedger.Call(
                id: "", key: key, model: index, time: time, pricedAt: time, usage: usage,
                cost: models[index].cost(of: usage, version), version: version)
            if chance(1, of: 10) {
                let cost = Int64.random(in: 0...1_000_000_000, using: &random)
                body.cost = DollarsBody(units: cost, decimalPlaces: 9)
                (draft.cost, draft.isStated) = (cost, true)
            }
            if chance(1, of: 4) { body.metadata = ["feature": "f\(index)"] }
            bodies.append(body)
            drafts.append(draft)
        }
        let recorded = try await world.service.recordUsage(RecordUsageBody(records: bodies), call)
        for (recorded, draft) in zip(recorded, drafts) { try take(recorded.entry, draft) }
    }

    private func reserveAndSettle() async throws {
        let index = Int.random(in: models.indices, using: &random)
        let (key, usage) = (Int.random(in: keys.indices, using: &random), RecountUsage(models[index].shape, &random))
        let pricedAt = now
        var body = CreateReservationBody(key: keys[key].secret, model: models[index].name)
        body.ttlSeconds = 60
        let decision = try await world.service.admit(
            try AdmissionInput.query(body), visibleTo: organization)
        let id = try #require(decision.limits?.reservation?.reservation.id, "\(decision.message)")
        // In time, or late.
        world.time.advance(seconds: Int64.random(in: 0...90, using: &random))
        let version = models[index].version(at: pricedAt)
        let settled = try await world.service.settleReservation(id.text, SettleBody(usage: usage.body), call)
        try take(
            settled.entry,
            RecountLedger.Call(
                id: "", key: key, model: index, time: now, pricedAt: pricedAt, usage: usage,
                cost: models[index].cost(of: usage, version), version: version))
    }

    private func take(_ entry: LedgerEntry?, _ draft: RecountLedger.Call) throws {
        let entry = try #require(entry)
        if entry.cost?.count != draft.cost {
            violate("\(draft) costs \(entry.cost.map { "\($0.count)" } ?? "nobody knows what")")
        }
        let call = RecountLedger.Call(draft, id: entry.id.text)
        usages += 1
        ledger.add(call)
        keep(call)
    }

    private func keep(_ call: RecountLedger.Call) {
        if call.cost == nil {
            unknown.append(call)
        } else if known.count < Self.most {
            known.append(call)
        } else if chance(1, of: 20) {
            known[Int.random(in: known.indices, using: &random)] = call
        }
    }
}

extension RecountLedger.Call {
    fileprivate init(_ draft: Self, id: String) {
        self.init(
            id: id, key: draft.key, model: draft.model, time: draft.time, pricedAt: draft.pricedAt, usage: draft.usage,
            cost: draft.cost, version: draft.version, isStated: draft.isStated)
    }
}

// MARK: - What puts them right

extension Recount {
    private func correct() async throws {
        let isUnknown = chance(1, of: 5)
        let calls = isUnknown ? unknown : known
        guard let index = calls.indices.randomElement(using: &random) else { return }
        let old = calls[index]
        var (new, body) = (old, CorrectUsageBody(reason: "wrong"))
        var isRefused = false
        let model = models[old.model]
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4:
            let refund = Int64.random(in: 1...max(1, 2 * (old.cost ?? 1)), using: &random)
            body.refund = DollarsBody(units: refund, decimalPlaces: 9)
            new.cost = old.cost.map { $0 - refund }
            isRefused = old.cost.map { refund > $0 } ?? true
        case 4:
            body.void = true
            (new.usage, new.cost) = (.nothing, 0)
        case 5, 6:
            new.cost = (old.cost ?? 0) + Int64.random(in: 1...1_000_000, using: &random)
            body.cost = DollarsBody(units: new.cost ?? 0, decimalPlaces: 9)
        default:
            new.usage = RecountUsage(model.shape, &random)
            body.usage = new.usage.body
            new.cost = model.cost(of: new.usage, old.version)
            isRefused = new.cost == nil && old.cost != nil
        }
        new.isCorrected = true
        new.isStated = old.isStated || (body.cost ?? body.refund) != nil
        do throws(AdminError) {
            let done = try await world.service.correctUsage(old.id, body, call)
            if done.isRepeated { return }
            if isRefused || done.chain.cost?.count != new.cost {
                violate("\(old) was corrected by \(body) to \(done.chain.cost?.text ?? "nothing"), not \(new)")
            }
        } catch {
            // What is like that already needs no correction.
            let isNothing = old.usage.tokens == new.usage.tokens && old.cost == new.cost && !old.isCorrected
            if error.code != .unprocessable || !(isRefused || isNothing) {
                violate("\(old) could not be corrected by \(body): \(error.message)")
            }
            return
        }
        corrections += 1
        ledger.change(old, to: new)
        if isUnknown { unknown.remove(at: index) } else { known.remove(at: index) }
        // Nothing is left to be put right of what was no call.
        if new.usage.tokens > 0 || new.cost ?? 1 > 0 { keep(new) }
    }

    private func changePrice() async throws {
        let index = Int.random(in: models.indices, using: &random)
        let price = chance(1, of: 4) ? nil : RecountPrice(models[index].shape, &random)
        var body = UpdateModelBody()
        body.price = .set(price?.body ?? ModelPriceBody(state: "unpriced"))
        let isSame = price == nil && models[index].prices.last?.price == nil
        guard !isSame else { return }
        _ = try await world.service.updateModel(models[index].name, body, force: false, call)
        models[index].prices.append((now, price))
    }

    private func reprice() async throws {
        // A repricing looks at every call of its time that ever had no price.
        let isAll = chance(1, of: 10)
        let index = chance(1, of: 2) ? Int.random(in: models.indices, using: &random) : nil
        let since = Int64.random(in: 50_000...400_000, using: &random)
        let from = now.adding(seconds: isAll ? -900_000_000 : -since)
        let to = now.adding(seconds: isAll ? 1 : -since + Int64.random(in: 1...50_000, using: &random))
        var body = RepriceUsageBody(from: from.rfc3339, to: to.rfc3339)
        body.model = index.map { models[$0].name }
        let isDry = chance(1, of: 4)
        body.dryRun = isDry
        var (due, rest): ([(old: RecountLedger.Call, new: RecountLedger.Call)], [RecountLedger.Call]) = ([], [])
        for call in unknown {
            let isMeant = call.time >= from && call.time < to && (index == nil || call.model == index)
            if isMeant, let new = reckoned(call) { due.append((call, new)) } else { rest.append(call) }
        }
        var (count, cost) = (0, Int64(0))
        var hasMore = true
        while hasMore {
            let piece = try await world.service.repriceUsage(body, call)
            (count, cost) = (count + piece.repriced, cost + piece.cost)
            body.after = piece.last?.text
            hasMore = piece.hasMore
        }
        let expected = due.reduce(0) { $0 + ($1.new.cost ?? 0) }
        if count != due.count || cost != expected {
            violate("\(count) were repriced, for \(cost) more, and not \(due.count), for \(expected)")
        }
        guard !isDry else { return }
        unknown = rest
        repriced += due.count
        for (old, new) in due {
            ledger.change(old, to: new)
            keep(new)
        }
    }

    /// By the price of its time, or else by the first that came later.
    private func reckoned(_ call: RecountLedger.Call) -> RecountLedger.Call? {
        let model = models[call.model]
        let first = model.version(at: call.pricedAt)
        for version in [first] + Array(first + 1..<max(first + 1, model.prices.count + 1)) {
            guard let cost = model.cost(of: call.usage, version) else { continue }
            var new = call
            (new.cost, new.version, new.isCorrected) = (cost, version, true)
            return new
        }
        return nil
    }
}

// MARK: - The comparison

extension Recount {
    /// Counters and sums over the ledger, against the plain one.
    func compare() async throws {
        let organization = organization
        await world.service.limits.flush()
        let totals = try await world.database.read { transaction throws(AdminError) in
            try transaction.ledgerEntries.totals(UsageFilter(), in: organization)
        }
        let sums = RecountLedger.Sums(totals)
        if sums != ledger.sums { violate("the ledger's rows are \(sums), not \(ledger.sums)") }
        for (budget, policy) in policies {
            let isByKey = !policy.groupBy.isEmpty
            for key in keys.indices where isByKey || key == 0 {
                let entity = try world.service.limits.entity(
                    valued: [isByKey ? "api_key:\(keys[key].id)" : ""], of: policy.id, in: organization)
                let used = ledger.used[RecountLedger.place(budget, key, now)] ?? 0
                if entity?.standing.used ?? 0 != used {
                    violate("\(budget) of key \(key): \(entity?.standing.used ?? 0) used, not \(used)")
                }
            }
        }
    }

    /// The same by adding the whole ledger up once more, counter by counter and period by period.
    func compareWhole() async throws {
        try await compare()
        problems += try await world.service.ledgerProblems()
    }
}
