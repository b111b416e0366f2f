import Domain
import Policy

/// A row of an import that can be read.
struct ImportDraft: Sendable {
    let place: String
    let draft: ModelDraft

    /// Says of a refusal which row it is about.
    ///
    /// - Parameter isFirst: whether nothing of the import was written yet.
    func tellingItsPlace<Result>(
        isFirst: Bool, _ body: (ModelDraft) throws(AdminError) -> Result
    ) throws(AdminError) -> Result {
        do throws(AdminError) {
            return try body(draft)
        } catch  where error.code == .invalidRequest || error.code == .conflict {
            throw .badRow(.init(place, error.param, error.message), code: error.code, isFirst: isFirst)
        }
    }
}

extension ImportDraft {
    /// The weight of one transaction: some milliseconds of what everybody waits for.
    static let pieceWeight = 25
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
    /// - Parameter isFirst: whether nothing of the import was written yet.
    fileprivate static func badRow(_ problem: Problem, code: Code, isFirst: Bool) -> AdminError {
        AdminError(
            code,
            """
            A row cannot be imported\(isFirst ? ", and nothing was" : ""). The first is \(problem.place): \
            \(problem.message)
            """,
            param: problem.place, problems: [problem])
    }
}
