import Domain
import Policy

@testable import Admission

/// Calls are put right while everything else goes on: what was said to be so is never undone, and each budget that a call
/// came under was charged, with its corrections, what the call is said to have been.
extension Simulation {
    func drawCorrection(_ tenant: Int) -> SimulatedOperation.Kind? {
        let organization = tenants[tenant].id
        guard !model.correcting.contains(tenant), let id = model.rows[tenant]?.randomElement(using: &random) else {
            return nil
        }
        guard let chain = disk.chain(of: id, in: organization) else {
            violate("row \(id) was acknowledged, and is gone")
            return nil
        }
        let tokens = Int64.random(in: 0...4, using: &random) * 30
        let usage = try? TokenUsage(input: tokens, output: 0, requests: tokens == 0 ? 0 : 1)
        guard let usage, usage != chain.usage else { return nil }
        // Now and then the cost is another than the price says.
        let cost = tokens * 1000 + (Bool.random(using: &random) ? 7 : 0)
        return .correct(
            chain,
            UsageCorrection(usage: usage, cost: NanoDollars(cost), priceVersion: chain.priceVersion, reason: "wrong"))
    }

    func judge(corrected chain: UsageChain, _ correction: UsageCorrection, _ entry: LedgerEntry, _ tenant: Int) {
        statistics.corrected += 1
        let id = chain.entry.id
        model.correct(id, of: tenant, by: entry.id)
        guard let now = disk.chain(of: id, in: tenants[tenant].id), now.corrections.last?.id == entry.id else {
            return violate("row \(id) was corrected, and the disk has not heard of it")
        }
        if now.usage != correction.usage || now.cost != correction.cost {
            violate("row \(id) was corrected to \(correction), and the disk has \(now.usage?.input ?? 0) tokens")
        }
        checkCharges(now, of: tenants[tenant])
    }

    /// A correction that failed, and of which nobody can have been left in the dark, has left nothing on disk.
    func requireUncorrected(_ chain: UsageChain, of organization: OrganizationID) {
        let now = disk.chain(of: chain.entry.id, in: organization)
        if now?.corrections.count != chain.corrections.count {
            violate("a correction of \(chain.entry.id) was refused as not written, and is on disk")
        }
    }

    func checkCorrections() {
        for (id, told) in model.corrected {
            guard let chain = disk.chain(of: id, in: tenants[told.tenant].id) else {
                violate("row \(id) was corrected, and is gone")
                continue
            }
            let onDisk = Set(chain.corrections.map(\.id))
            if !onDisk.isSuperset(of: told.corrections) { violate("row \(id) was corrected, and a correction is gone") }
        }
    }

    /// Added up over all periods, as the call may have been charged in several.
    private func checkCharges(_ chain: UsageChain, of tenant: SimulatedTenant) {
        guard let usage = chain.usage, let cost = chain.cost else { return }
        let stored = disk.tenant(tenant.id)
        let rows = [chain.expiry, chain.entry].compactMap { $0 } + chain.corrections
        var sums: [CounterID: Int64] = [:]
        for charge in rows.flatMap(\.charges) { sums[charge.counterID, default: 0] += charge.amount }
        for (counter, sum) in sums {
            // What was dropped as idle counts for nobody.
            guard let place = stored.places[counter], !isGivenBack(counter, chain),
                let policy = tenant.policies.first(where: { $0.id == place.policy }),
                case .usage(let limit) = policy.limit
            else { continue }
            let amount =
                switch limit.measure {
                case .tokens: usage.tokens
                case .requests: usage.requests
                case .cost: cost.count
                }
            // Back in a period that a reset has ended, a correction finds nothing to give back.
            if sum != amount, !hasSetClockBack || sum < amount {
                violate("row \(chain.entry.id) is \(amount) \(limit.measure), and charged \(sum)")
            }
        }
    }

    /// Whether the late settlement has found that the call does not come under it, whatever its expiry had charged.
    private func isGivenBack(_ counter: CounterID, _ chain: UsageChain) -> Bool {
        let before = chain.expiry?.charges.first { $0.counterID == counter }
        return before != nil
            && chain.entry.charges.first { $0.counterID == counter }?.amount == before.map { -$0.amount }
    }
}
