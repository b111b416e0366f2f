import Admission
import Domain
import Storage
import Wire

/// One piece of a repricing.
struct UsageRepricing: Sendable {
    var isDryRun = false
    var examined = 0
    var repriced = 0
    var unpriced = 0
    var cost: Int64 = 0
    var hasMore = false
    var last: LedgerEntryID?
}

extension AdminService {
    /// Rows that one request looks at, and that are written together.
    private static let repricedRows = 2000
    private static let repricedPiece = 200

    /// Reckons calls again by the prices that are known by now, and writes a correction for each that costs something else.
    /// Doing it again changes nothing.
    func repriceUsage(_ body: RepriceUsageBody, _ call: ManagementCall) async throws(AdminError) -> UsageRepricing {
        let organization = try memoryTenant(call)
        var query = try RepriceQuery(body)
        if let word = query.model { query.modelID = catalogue.find(word, for: organization).entry?.model.id }
        return try await alone(in: organization) { () throws(AdminError) in
            var (done, prices) = (UsageRepricing(isDryRun: query.isDryRun, last: query.after), PriceHistory())
            repeat {
                let rows = query.rows(in: organization, after: done.last, limit: Self.repricedPiece)
                let (page, last) = try await database.read { transaction throws(AdminError) in
                    try transaction.ledgerEntries.chains(rows)
                }
                noteDamage(of: page)
                let due = try await reprice(page.items, query, &prices, &done)
                if !query.isDryRun { try await write(due, query, for: call) }
                done.hasMore = page.hasMore
                done.last = last ?? done.last
            } while done.hasMore && done.examined < Self.repricedRows
            return done
        }
    }

    private func reprice(
        _ chains: [UsageChain], _ query: RepriceQuery, _ prices: inout PriceHistory, _ done: inout UsageRepricing
    ) async throws(AdminError) -> [(UsageChain, UsageCorrection)] {
        var due: [(UsageChain, UsageCorrection)] = []
        for chain in chains {
            done.examined += 1
            guard chain.cost == nil || query.takesPriced, let usage = chain.usage else { continue }
            try await learn(chain.entry, &prices)
            guard let (cost, version) = prices.cost(of: usage, chain) else {
                if chain.cost == nil { done.unpriced += 1 }
                continue
            }
            guard cost != chain.cost else { continue }
            done.repriced += 1
            done.cost += cost.count - (chain.cost?.count ?? 0)
            due.append(
                (
                    chain,
                    UsageCorrection(
                        usage: usage, cost: cost, priceVersion: version, reason: "Repriced by version \(version).")
                ))
        }
        return due
    }

    /// One audit event for all that one commit carries.
    private func write(
        _ due: [(UsageChain, UsageCorrection)], _ query: RepriceQuery, for call: ManagementCall
    ) async throws(AdminError) {
        guard let organization = due.first?.0.entry.organizationID else { return }
        let details = [
            "from": query.from.rfc3339, "to": query.to.rfc3339, "model": query.model ?? "",
            "corrections": "\(due.count)",
        ]
        try await limits.correct(due, in: organization) { [audit] transaction throws(AdminError) in
            try audit.record(.usageReprice, organization, in: organization, for: call, details, transaction)
        }
    }

    /// Reads all prices that a call's model has ever had, once.
    private func learn(_ entry: LedgerEntry, _ prices: inout PriceHistory) async throws(AdminError) {
        guard let word = entry.modelID?.text ?? entry.model, !prices.knows(word),
            let found = catalogue.find(word, for: entry.organizationID).entry
        else { return }
        let versions = try await database.read { transaction throws(AdminError) in
            try transaction.modelPrices.list(of: found.model, after: 0, limit: PriceHistory.most).items
        }
        prices.learn(word, versions.map { (version: $0, model: found.callModel(with: $0)) })
    }
}

/// The prices of models through time.
private struct PriceHistory {
    static let most = 10_000

    private var models: [String: [(version: PriceVersion, model: CallModel)]] = [:]

    func knows(_ word: String) -> Bool { models[word] != nil }

    mutating func learn(_ word: String, _ versions: [(version: PriceVersion, model: CallModel)]) {
        models[word] = versions
    }

    /// - Returns: `nil` where nobody can tell, or where its cost was stated and not reckoned.
    func cost(of usage: TokenUsage, _ chain: UsageChain) -> (NanoDollars, version: Int64)? {
        guard let versions = (chain.entry.modelID?.text ?? chain.entry.model).flatMap({ models[$0] }) else {
            return nil
        }
        if let cost = chain.cost {
            let own = versions.first { $0.version.version == chain.priceVersion }
            guard let own, Self.cost(of: usage, own.model) == cost else { return nil }
        }
        // In force at its time; where none was that covers it, the first that came later.
        let time = chain.entry.pricedAt
        let inForce = versions.last { $0.version.effectiveFrom <= time }
        let later = versions.filter { $0.version.effectiveFrom > time }
        let candidates = [inForce].compactMap { $0 } + (chain.cost == nil ? later : [])
        for candidate in candidates {
            if let cost = Self.cost(of: usage, candidate.model) { return (cost, candidate.version.version) }
        }
        return nil
    }

    private static func cost(of usage: TokenUsage, _ model: CallModel) -> NanoDollars? {
        (try? model.cost(of: usage))?.amount
    }
}

extension LedgerEntry {
    /// When the price was taken: at the admission of a call that was reserved, which its reservation's id tells.
    fileprivate var pricedAt: Instant {
        if kind == .settlement, let reservationID {
            return Instant(milliseconds: Int64(reservationID.high >> 16))
        }
        return occurredAt ?? createdAt
    }
}

private struct RepriceQuery: Sendable {
    let from: Instant
    let to: Instant
    let model: String?
    var modelID: ModelID?
    let takesPriced: Bool
    let isDryRun: Bool
    let after: LedgerEntryID?

    init(_ body: RepriceUsageBody) throws(AdminError) {
        from = try parsedInstant(body.from, "from")
        to = try parsedInstant(body.to, "to")
        guard from < to else {
            throw AdminError(.unprocessable, "to must be later than from.", param: "to")
        }
        model = try AdmissionInput.model(body.model)
        takesPriced = body.priced ?? false
        isDryRun = body.dryRun ?? false
        after = try body.after.map { text throws(AdminError) in
            guard let id = LedgerEntryID(text) else { throw .invalid("after", "after must be the last_id of a reply.") }
            return id
        }
    }

    func rows(in organization: OrganizationID, after: LedgerEntryID?, limit: Int) -> RepricedRows {
        RepricedRows(
            organization: organization, from: from, to: to, model: model, modelID: modelID,
            takesPriced: takesPriced, after: after, limit: limit)
    }
}
