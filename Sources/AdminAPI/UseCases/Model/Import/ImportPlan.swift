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
    }
}

extension AdminService {
    /// Compares every row with what there is, a piece at a time, so that no connection to the database is taken for long.
    ///
    /// - Throws: the first refusal that carrying it out would meet.
    func planned(
        _ drafts: [ImportDraft], _ call: ManagementCall, dryRun: Bool
    ) async throws(AdminError) -> ImportPlan {
        let organization = try await database.read { transaction throws(AdminError) in
            try call.optionalTenant(in: transaction)?.id
        }
        var plan = ImportPlan(organization: organization, outcome: ModelImport(isDryRun: dryRun))
        for piece in ImportDraft.pieces(drafts) {
            let part = try await database.read { transaction throws(AdminError) in
                var part = ImportPlan(organization: organization, outcome: ModelImport(isDryRun: dryRun))
                for row in piece { try compare(row, &part, call, transaction) }
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
            plan.outcome.created += 1
            return plan.changes.append(row)
        }
        let isChanged = try row.tellingItsPlace(isFirst: true) { draft throws(AdminError) in
            try checkedChange(draft, of: before, call, transaction)
        }
        if isChanged {
            plan.outcome.changed += 1
            plan.changes.append(row)
        } else {
            plan.outcome.unchanged += 1
        }
    }

    /// - Returns: whether the row says anything new.
    private func checkedChange(
        _ draft: ModelDraft, of before: Model, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> Bool {
        var model = before
        draft.apply(to: &model)
        _ = try takeOutIfDisabled(model, replacing: before, force: false, call, transaction)
        let latest = try transaction.modelPrices.latest(of: before)
        guard let price = draft.price, price.differs(from: latest, at: transaction.now) else { return model != before }
        _ = try nextPrice(price, of: before, latest: latest, transaction)
        return true
    }
}
