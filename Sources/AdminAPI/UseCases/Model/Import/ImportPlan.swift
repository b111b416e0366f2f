import Domain
import Policy
import Storage

/// What an import has to do, found out without writing anything.
struct ImportPlan: Sendable {
    let organization: OrganizationID?
    /// The rows that say something new.
    var changes: [ImportDraft] = []
    /// What it will have done if nobody comes in between.
    var outcome: ModelImport

    fileprivate mutating func append(_ part: ImportPlan) {
        changes += part.changes
        outcome.created += part.outcome.created
        outcome.changed += part.outcome.changed
        outcome.unchanged += part.outcome.unchanged
        outcome.pinned += part.outcome.pinned
        outcome.problems += part.outcome.problems
        if let more = part.outcome.priceChanges { outcome.priceChanges = (outcome.priceChanges ?? []) + more }
    }
}

extension AdminService {
    /// Compares every row with what there is, a piece at a time, so that no connection to the database is taken for long.
    ///
    /// - Throws: the first refusal that carrying it out would meet.
    func planned(
        _ drafts: [ImportDraft], _ call: ManagementCall, dryRun: Bool, diff: Bool, skipping: Bool
    ) async throws(AdminError) -> ImportPlan {
        let organization = try await database.read { transaction throws(AdminError) in
            try call.optionalTenant(in: transaction)?.id
        }
        let empty = ImportPlan(
            organization: organization, outcome: ModelImport(priceChanges: diff ? [] : nil, isDryRun: dryRun))
        var plan = empty
        for piece in ImportDraft.pieces(drafts) {
            let part = try await database.read { transaction throws(AdminError) in
                var part = empty
                for row in piece {
                    do throws(AdminError) {
                        try compare(row, &part, call, transaction)
                    } catch  where skipping && error.isOfAlias {
                        part.outcome.problems += error.problems
                    }
                }
                return part
            }
            plan.append(part)
        }
        let created = plan.outcome.created
        try await database.read { transaction throws(AdminError) in
            try requireRoom(for: created, in: organization, transaction)
            try call.idempotency?.requireRoom(in: transaction)
        }
        return plan
    }

    private func compare(
        _ row: ImportDraft, _ plan: inout ImportPlan, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) {
        guard let before = try importedModel(row.draft, in: plan.organization, transaction) else {
            try row.tellingItsPlace(isFirst: true) { draft throws(AdminError) in
                try requireNoAlias(draft, in: plan.organization, transaction)
            }
            plan.outcome.created += 1
            plan.outcome.note(row.draft, before: nil, [], at: transaction.now)
            return plan.changes.append(row)
        }
        let isChanged = try row.tellingItsPlace(isFirst: true) { draft throws(AdminError) in
            try checkedChange(draft, of: before, &plan.outcome, call, transaction)
        }
        if isChanged {
            plan.outcome.changed += 1
            plan.changes.append(row)
        } else {
            plan.outcome.unchanged += 1
        }
    }

    /// - Throws: `conflict` for a row that names what another model has as an alias, or has an alias that is another's.
    private func requireNoAlias(
        _ draft: ModelDraft, in organization: OrganizationID?, _ transaction: any Transaction
    ) throws(AdminError) {
        guard let name = draft.name else { return }
        let new = identifiers.next(Model.self, at: transaction.now)
        try requireFreeNames(draft.model(name, new, in: organization, now: transaction.now), transaction)
    }

    /// - Returns: whether the row says anything new.
    private func checkedChange(
        _ row: ModelDraft, of before: Model, _ outcome: inout ModelImport, _ call: ManagementCall,
        _ transaction: any Transaction
    ) throws(AdminError) -> Bool {
        let (standing, now) = (try transaction.modelPrices.standing(of: before), transaction.now)
        outcome.note(row, before: before, standing, at: now)
        let draft = row.leavingPriceAlone(of: before, standing, at: now)
        var model = before
        draft.apply(to: &model)
        if model.aliases != before.aliases { try requireFreeNames(model, transaction) }
        _ = try takeOutIfDisabled(model, replacing: before, force: false, call, transaction)
        guard let price = draft.price, price.differs(from: standing.first, at: now) else { return model != before }
        _ = try nextPrice(price, of: before, standing: standing, now: now)
        return true
    }
}

extension AdminError {
    /// Whether a row was refused as its name, or one of its aliases, means another model.
    fileprivate var isOfAlias: Bool {
        code == .conflict && !problems.isEmpty
            && problems.allSatisfy { $0.param == "name" || $0.param?.hasPrefix("aliases") ?? false }
    }
}
