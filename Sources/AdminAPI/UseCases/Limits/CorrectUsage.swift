import Admission
import Domain
import Storage
import Wire

/// A correction as it was made, or as it had been made before.
struct CorrectedUsage: Sendable {
    let entry: LedgerEntry
    /// The call's row with this correction.
    let chain: UsageChain
    var isRepeated = false
}

extension AdminService {
    /// A row of the ledger that is a call's, or puts one right, with its corrections.
    func getUsage(_ id: String, _ call: ManagementCall) async throws(AdminError) -> UsageChain {
        let organization = try memoryTenant(call)
        guard let id = LedgerEntryID(id), let chain = try await chain(of: id, in: organization) else {
            throw .missing("usage")
        }
        return chain
    }

    /// Adds a row that makes of a call what it should have been. What is like that already is answered with the row that
    /// made it so.
    func correctUsage(
        _ id: String, _ body: CorrectUsageBody, _ call: ManagementCall
    ) async throws(AdminError) -> CorrectedUsage {
        let draft = try CorrectionDraft(body)
        let organization = try memoryTenant(call)
        guard let id = LedgerEntryID(id) else { throw .missing("usage") }
        return try await alone(in: organization) { () throws(AdminError) in
            guard let chain = try await chain(of: id, in: organization) else { throw .missing("usage") }
            guard chain.entry.kind != .correction else { throw .correctsAnother(chain.entry) }
            let model = draft.needsPrice ? try await model(of: chain, in: organization) : nil
            let correction = try draft.correction(of: chain, by: model)
            if let known = try Self.known(chain, correction) { return known }
            return try await correct(chain, correction, for: call)
        }
    }

    /// Writes a correction with its audit event, and the kept reply where the call asked for that.
    private func correct(
        _ chain: UsageChain, _ correction: UsageCorrection, for call: ManagementCall
    ) async throws(AdminError) -> CorrectedUsage {
        let organization = chain.entry.organizationID
        if let slot = call.idempotency {
            try await database.read { transaction throws(AdminError) in try slot.requireRoom(in: transaction) }
        }
        let entry = try await limits.correct(chain, correction) { [audit] entry in
            { transaction throws(AdminError) in
                try audit.record(
                    .usageCorrect, chain.entry.id, in: organization, for: call,
                    ["correction": entry.id.text, "reason": correction.reason], transaction)
                try call.idempotency?.store(chain.corrected(by: entry), in: transaction)
            }
        }
        return chain.corrected(by: entry)
    }

    /// One after the other: each has to see those before it.
    func alone<Result: Sendable>(
        in organization: OrganizationID, _ body: () async throws(AdminError) -> Result
    ) async throws(AdminError) -> Result {
        let outcome = await inFlight.alone(caller: "corrections", key: organization.text) {
            () async -> Swift.Result<Result, AdminError> in
            do throws(AdminError) { return .success(try await body()) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    private func chain(
        of id: LedgerEntryID, in organization: OrganizationID
    ) async throws(AdminError) -> UsageChain? {
        let chain = try await database.read { transaction throws(AdminError) in
            try transaction.ledgerEntries.chain(of: id, in: organization)
        }
        // What is no call's, and nobody's to see as one.
        return chain?.entry.usage == nil ? nil : chain
    }

    /// The model that answered, by the price that the call was reckoned by last; `nil` where there is none any more.
    private func model(of chain: UsageChain, in organization: OrganizationID) async throws(AdminError) -> CallModel? {
        guard let id = chain.entry.modelID, let version = chain.priceVersion,
            let found = catalogue.find(id, for: organization), found.model.id == id
        else { return nil }
        return found.callModel(with: try await price(of: found.model, version: version, at: chain.entry.createdAt))
    }

    /// - Throws: `unprocessable` where nothing has to be put right, and nothing ever was.
    private static func known(
        _ chain: UsageChain, _ correction: UsageCorrection
    ) throws(AdminError) -> CorrectedUsage? {
        guard chain.usage == correction.usage, chain.cost == correction.cost else { return nil }
        guard let last = chain.corrections.last else {
            throw AdminError(.unprocessable, "The call is recorded like that: there is nothing to put right.")
        }
        return CorrectedUsage(entry: last, chain: chain, isRepeated: true)
    }
}

extension UsageChain {
    fileprivate func corrected(by correction: LedgerEntry) -> CorrectedUsage {
        CorrectedUsage(
            entry: correction,
            chain: UsageChain(entry: entry, corrections: corrections + [correction], expiry: expiry))
    }
}

/// A correction that was read and found well-formed.
private struct CorrectionDraft {
    enum Change {
        case amounts(TokenUsage?, cost: NanoDollars?)
        case refund(NanoDollars)
        case void
    }

    let change: Change
    let reason: String

    init(_ body: CorrectUsageBody) throws(AdminError) {
        reason = try AdmissionInput.reason(body.reason)
        let kinds = [body.usage != nil || body.cost != nil, body.refund != nil, body.void == true]
        guard kinds.count(where: { $0 }) == 1 else {
            throw .invalid(
                "usage",
                "Say what the call should have been: usage, cost or both; or else a refund in dollars; or else void: true."
            )
        }
        if let refund = body.refund {
            let amount = try AdmissionInput.dollars(refund, "refund")
            guard amount > .zero else { throw .invalid("refund", "refund must be more than 0 dollars.") }
            change = .refund(amount)
        } else if body.void == true {
            change = .void
        } else {
            change = .amounts(
                try body.usage.map { usage throws(AdminError) in try UsageInput.usage(usage) },
                cost: try body.cost.map { cost throws(AdminError) in try AdmissionInput.dollars(cost, "cost") })
        }
    }

    var needsPrice: Bool {
        if case .amounts(_?, cost: nil) = change { true } else { false }
    }

    func correction(of chain: UsageChain, by model: CallModel?) throws(AdminError) -> UsageCorrection {
        guard let old = chain.usage else { throw .missing("usage") }
        let (usage, cost): (TokenUsage, NanoDollars?)
        switch change {
        case .void: (usage, cost) = (.nothing, .zero)
        case .refund(let amount): (usage, cost) = (old, try Self.rest(of: chain.cost, less: amount))
        case .amounts(let stated, cost: let known?): (usage, cost) = (stated ?? old, known)
        case .amounts(let stated, cost: nil):
            usage = stated ?? old
            cost = try model?.cost(of: usage).amount
            guard cost != nil || chain.cost == nil else {
                throw AdminError(
                    .unprocessable, "No price tells what this usage costs: state the cost, too.", param: "cost")
            }
        }
        return UsageCorrection(usage: usage, cost: cost, priceVersion: chain.priceVersion, reason: reason)
    }

    private static func rest(of cost: NanoDollars?, less refund: NanoDollars) throws(AdminError) -> NanoDollars {
        guard let cost else {
            throw AdminError(
                .unprocessable, "Nobody knows what the call has cost: state the cost that is right.", param: "refund")
        }
        guard refund <= cost else {
            throw AdminError(
                .unprocessable, "The call has cost $\(cost): more than that cannot be refunded.", param: "refund")
        }
        return NanoDollars(cost.count - refund.count)
    }
}

extension TokenUsage {
    fileprivate static let nothing = TokenUsage(
        uncheckedInput: 0, cachedInput: 0, output: 0, reasoning: 0, requests: 0, extras: .none)
}

extension AdminError {
    fileprivate static func correctsAnother(_ entry: LedgerEntry) -> AdminError {
        AdminError(
            .unprocessable, "This is a correction: correct the row that it puts right, \(entry.corrects?.text ?? "").",
            param: "usageId")
    }
}
