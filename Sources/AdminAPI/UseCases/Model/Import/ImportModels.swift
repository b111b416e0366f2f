import Domain
import Policy
import Storage

/// What an import did, or would do.
public struct ModelImport: Sendable {
    public var created = 0
    public var changed = 0
    public var unchanged = 0
    /// Rows whose price was left alone, as somebody pinned another.
    public var pinned = 0
    /// In a dry run that asks for them: the prices that would change, those that change most first.
    var priceChanges: [ImportPriceChange]?
    /// Rows that were left out, as a model that is there has their name for an alias.
    var problems: [AdminError.Problem] = []
    public let isDryRun: Bool

    var written: Int { created + changed }
}

extension AdminService {
    /// Makes the models that are not there, and changes those that are to what their rows say. All rows are compared
    /// first: where one cannot be, nothing is imported.
    ///
    /// What is to be written is written in pieces, and others' changes come in between. So where a row is refused for
    /// what somebody has changed meanwhile, or where the process ends, the rows before it have been imported, and the
    /// same import again makes the rest.
    ///
    /// - Throws: `invalidRequest` with a problem for each row that is wrong. What fails later says how much was written.
    func importModels(
        _ rows: [ImportDraft], dryRun: Bool, diff: Bool = false, skipping: Bool = false, _ call: ManagementCall
    ) async throws(AdminError) -> ModelImport {
        guard rows.count <= ModelRules.maximumModels else {
            throw .invalid("body", "An import has at most \(ModelRules.maximumModels) rows.")
        }
        let plan = try await planned(rows, call, dryRun: dryRun, diff: diff, skipping: skipping)
        return dryRun ? plan.outcome.sortingPriceChanges() : try await carryOut(plan, call)
    }

    private func carryOut(_ plan: ImportPlan, _ call: ManagementCall) async throws(AdminError) -> ModelImport {
        var outcome = ModelImport(unchanged: plan.outcome.unchanged, pinned: plan.outcome.pinned, isDryRun: false)
        outcome.problems = plan.outcome.problems
        let pieces = ImportDraft.pieces(plan.changes)
        for (index, piece) in pieces.enumerated() {
            let before = outcome
            let begun = ContinuousClock.now
            do throws(AdminError) {
                outcome =
                    index == pieces.count - 1
                    ? try await writeLast(piece, of: plan, before, call)
                    : try await database.write { transaction throws(AdminError) in
                        try write(piece, of: plan, before, call, transaction)
                    }
            } catch {
                throw error.after(before.written, of: plan.changes.count)
            }
            if index < pieces.count - 1 { await Self.leaveRoom(since: begun) }
        }
        return outcome
    }

    /// Others may want the disk: an import takes no more than half of its time.
    private static func leaveRoom(since begun: ContinuousClock.Instant) async {
        let taken = min(ContinuousClock.now - begun, longestPause)
        // A caller who has left ends the wait, and the rows go on.
        try? await Task.sleep(for: taken)
    }

    private static let longestPause = Duration.milliseconds(20)

    /// With what tells of the whole: the audit event, and the reply that is kept for a repeated call.
    private func writeLast(
        _ piece: ArraySlice<ImportDraft>, of plan: ImportPlan, _ before: ModelImport, _ call: ManagementCall
    ) async throws(AdminError) -> ModelImport {
        try await write(for: call) { transaction throws(AdminError) in
            let outcome = try write(piece, of: plan, before, call, transaction)
            try audit.record(
                .modelImport, plan.organization?.text ?? "platform", in: plan.organization, for: call,
                ["created": String(outcome.created), "changed": String(outcome.changed)], transaction)
            return outcome
        }
    }

    /// - Parameter before: what the pieces before it did.
    private func write(
        _ piece: ArraySlice<ImportDraft>, of plan: ImportPlan, _ before: ModelImport, _ call: ManagementCall,
        _ transaction: any Transaction
    ) throws(AdminError) -> ModelImport {
        guard try call.optionalTenant(in: transaction)?.id == plan.organization else { throw .missing("organization") }
        var outcome = before
        for row in piece {
            try row.tellingItsPlace(isFirst: before.written == 0) { draft throws(AdminError) in
                try carryOut(draft, plan.organization, call, &outcome, transaction)
            }
        }
        if outcome.created > before.created { try requireRoom(for: 0, in: plan.organization, transaction) }
        return outcome
    }

    /// Compares anew: somebody may have been here since the plan was made.
    private func carryOut(
        _ draft: ModelDraft, _ organization: OrganizationID?, _ call: ManagementCall, _ outcome: inout ModelImport,
        _ transaction: any Transaction
    ) throws(AdminError) {
        guard let before = try importedModel(draft, in: organization, transaction) else {
            let model = try insertModel(draft, in: organization, transaction)
            _ = try finish(.modelCreate, model, call, transaction)
            outcome.created += 1
            return
        }
        let standing = try transaction.modelPrices.standing(of: before)
        let draft = draft.leavingPriceAlone(of: before, standing, at: transaction.now)
        if let model = try applyDraft(draft, to: before, standing: standing, transaction) {
            _ = try takeOutIfDisabled(model, replacing: before, force: false, call, transaction)
            _ = try finish(.modelUpdate, model, call, transaction)
            outcome.changed += 1
        } else {
            outcome.unchanged += 1
        }
    }

    /// The model that a row is about: the organization's own, never one of the platform's that it stands in front of.
    func importedModel(
        _ draft: ModelDraft, in organization: OrganizationID?, _ transaction: any Transaction
    ) throws(AdminError) -> Model? {
        guard let name = draft.name, let model = try transaction.models.find(name, visibleTo: organization),
            model.organizationID == organization, model.name == name
        else { return nil }
        return model
    }
}

extension AdminError {
    /// What a caller has to know of an import that broke off.
    fileprivate func after(_ written: Int, of total: Int) -> AdminError {
        guard written > 0 else { return self }
        return adding(
            "\(written) of \(total) changes had been made before, and stay; the same import again makes the rest.")
    }
}
