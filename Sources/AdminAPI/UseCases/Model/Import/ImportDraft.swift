import Domain
import Policy

/// A row of an import that can be read.
struct ImportDraft: Sendable {
    let place: String
    let draft: ModelDraft

    /// Every row's draft, or one error that tells of all the rows that are wrong.
    static func checked(_ rows: [ImportRow]) throws(AdminError) -> [ImportDraft] {
        guard rows.count <= ModelRules.maximumModels else {
            throw .invalid("body", "An import has at most \(ModelRules.maximumModels) rows.")
        }
        var drafts: [ImportDraft] = []
        var problems: [AdminError.Problem] = []
        var names: Set<ModelName> = []
        for row in rows {
            switch row.draft {
            case .success(let draft):
                if let name = draft.name, !names.insert(name).inserted {
                    problems.append(.init(row.place, "name", "Another row has the same name."))
                }
                drafts.append(ImportDraft(place: row.place, draft: draft))
            case .failure(let error): problems.append(.init(row.place, error.param, error.message))
            }
        }
        guard problems.isEmpty else { throw .badRows(problems) }
        return drafts
    }

    /// Says of a refusal which row it is about.
    ///
    /// - Parameter isFirst: whether nothing of the import was written yet.
    func tellingItsPlace<Result>(
        isFirst: Bool, _ body: (ModelDraft) throws(AdminError) -> Result
    ) throws(AdminError) -> Result {
        do throws(AdminError) {
            return try body(draft)
        } catch  where error.code == .invalidRequest || error.code == .conflict {
            throw .badRows([.init(place, error.param, error.message)], code: error.code, isFirst: isFirst)
        }
    }
}

extension ImportDraft {
    /// The weight of one transaction: some milliseconds of what everybody waits for.
    static let pieceWeight = 100
    /// Of a row that may disable a model: every list of fallbacks is looked through for it.
    private static let disablingWeight = 10

    private var weight: Int { draft.isEnabled == false ? Self.disablingWeight : 1 }

    /// In their order, in pieces of bounded work; one at least, be it empty.
    static func pieces(_ drafts: [ImportDraft]) -> [ArraySlice<ImportDraft>] {
        var pieces: [ArraySlice<ImportDraft>] = []
        var (start, weight) = (0, 0)
        for (index, draft) in drafts.enumerated() {
            if weight > 0, weight + draft.weight > pieceWeight {
                pieces.append(drafts[start..<index])
                (start, weight) = (index, 0)
            }
            weight += draft.weight
        }
        return pieces + [drafts[start...]]
    }
}

extension AdminError {
    /// Problems that one reply tells of.
    private static let shownProblems = 1000

    /// - Parameter isFirst: whether nothing of the import was written yet.
    fileprivate static func badRows(
        _ problems: [Problem], code: Code = .invalidRequest, isFirst: Bool = true
    ) -> AdminError {
        let first = problems.first.map { " The first is \($0.place): \($0.message)" } ?? ""
        let count = problems.count == 1 ? "A row" : "\(problems.count) rows"
        return AdminError(
            code, "\(count) cannot be imported\(isFirst ? ", and nothing was" : "").\(first)",
            param: problems.first?.place, problems: Array(problems.prefix(shownProblems)))
    }
}
