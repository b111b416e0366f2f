import Domain
import Policy
import Storage

/// What an import did, or would do.
public struct ModelImport: Sendable {
    public var created = 0
    public var changed = 0
    public var unchanged = 0
    public let isDryRun: Bool
}

extension AdminService {
    /// Makes the models that are not there, and changes those that are to what their rows say: all of them, or, where a
    /// row is wrong, none.
    ///
    /// - Throws: `invalidRequest` with a problem for each row that is wrong.
    func importModels(
        _ rows: [ImportRow], dryRun: Bool, _ call: ManagementCall
    ) async throws(AdminError) -> ModelImport {
        let drafts = try Self.checked(rows)
        if dryRun {
            return try await database.read { transaction throws(AdminError) in
                try planned(drafts, call, transaction)
            }
        }
        return try await write(for: call) { transaction throws(AdminError) in
            let organization = try call.optionalTenant(in: transaction)?.id
            let known = try KnownModels(in: organization, transaction)
            var outcome = ModelImport(isDryRun: false)
            for (place, draft) in drafts {
                try atRow(place) { () throws(AdminError) in
                    try carryOut(draft, known, organization, call, &outcome, transaction)
                }
            }
            try requireRoom(for: 0, in: organization, transaction)
            try audit.record(
                .modelImport, organization?.text ?? "platform", in: organization, for: call,
                ["created": String(outcome.created), "changed": String(outcome.changed)], transaction)
            return outcome
        }
    }

    private func carryOut(
        _ draft: ModelDraft, _ known: KnownModels, _ organization: OrganizationID?, _ call: ManagementCall,
        _ outcome: inout ModelImport, _ transaction: any Transaction
    ) throws(AdminError) {
        guard let before = draft.name.flatMap({ known.models[$0] }) else {
            let model = try insertModel(draft, in: organization, transaction)
            _ = try finish(.modelCreate, model, call, transaction)
            outcome.created += 1
            return
        }
        if let model = try applyDraft(draft, to: before, latest: known.prices[before.id], transaction) {
            _ = try takeOutIfDisabled(model, replacing: before, force: false, call, transaction)
            _ = try finish(.modelUpdate, model, call, transaction)
            outcome.changed += 1
        } else {
            outcome.unchanged += 1
        }
    }

    /// The same without writing anything.
    private func planned(
        _ drafts: [(place: String, draft: ModelDraft)], _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> ModelImport {
        let organization = try call.optionalTenant(in: transaction)?.id
        let known = try KnownModels(in: organization, transaction)
        var outcome = ModelImport(isDryRun: true)
        for (place, draft) in drafts {
            guard let before = draft.name.flatMap({ known.models[$0] }) else {
                outcome.created += 1
                continue
            }
            var model = before
            draft.apply(to: &model)
            try atRow(place) { () throws(AdminError) in
                _ = try takeOutIfDisabled(model, replacing: before, force: false, call, transaction)
            }
            let latest = known.prices[before.id]
            let isRepriced = draft.price?.differs(from: latest, at: transaction.now) ?? false
            if isRepriced, let price = draft.price {
                try atRow(place) { () throws(AdminError) in
                    _ = try nextPrice(price, of: before, latest: latest, transaction)
                }
            }
            if isRepriced || model != before { outcome.changed += 1 } else { outcome.unchanged += 1 }
        }
        try requireRoom(for: outcome.created, in: organization, transaction)
        return outcome
    }

    /// Every row's draft, or one error that tells of all the rows that are wrong.
    private static func checked(
        _ rows: [ImportRow]
    ) throws(AdminError) -> [(place: String, draft: ModelDraft)] {
        guard rows.count <= ModelRules.maximumModels else {
            throw .invalid("body", "An import has at most \(ModelRules.maximumModels) rows.")
        }
        var drafts: [(place: String, draft: ModelDraft)] = []
        var problems: [AdminError.Problem] = []
        var names: Set<ModelName> = []
        for row in rows {
            switch row.draft {
            case .success(let draft):
                if let name = draft.name, !names.insert(name).inserted {
                    problems.append(.init(row.place, "name", "Another row has the same name."))
                }
                drafts.append((row.place, draft))
            case .failure(let error): problems.append(.init(row.place, error.param, error.message))
            }
        }
        guard problems.isEmpty else { throw .badRows(problems) }
        return drafts
    }
}

/// An organization's models before an import, found by name.
private struct KnownModels {
    let models: [ModelName: Model]
    /// The last version of each.
    let prices: [ModelID: PriceVersion]

    init(in organization: OrganizationID?, _ transaction: any Transaction) throws(AdminError) {
        models = Dictionary(
            try transaction.models.listAll(in: organization).map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first })
        prices = Dictionary(
            try transaction.modelPrices.latest(in: organization).map { ($0.modelID, $0) },
            uniquingKeysWith: { first, _ in first })
    }
}

/// Says of a refusal which row it is about.
private func atRow(_ place: String, _ body: () throws(AdminError) -> Void) throws(AdminError) {
    do throws(AdminError) {
        try body()
    } catch  where error.code == .invalidRequest || error.code == .conflict {
        throw .badRows([.init(place, error.param, error.message)], code: error.code)
    }
}

extension AdminError {
    /// Problems that one reply tells of.
    private static let shownProblems = 1000

    fileprivate static func badRows(_ problems: [Problem], code: Code = .invalidRequest) -> AdminError {
        let first = problems.first.map { " The first is \($0.place): \($0.message)" } ?? ""
        let count = problems.count == 1 ? "A row" : "\(problems.count) rows"
        return AdminError(
            code, "\(count) cannot be imported, and nothing was.\(first)", param: problems.first?.place,
            problems: Array(problems.prefix(shownProblems)))
    }
}
