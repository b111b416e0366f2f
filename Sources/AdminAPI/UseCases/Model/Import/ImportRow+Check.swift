import Domain

extension ImportRow {
    /// What of the rows can be imported, and what is wrong with the others.
    static func sorted(_ rows: [ImportRow]) -> (good: [ImportDraft], problems: [AdminError.Problem]) {
        var good: [ImportDraft] = []
        var problems: [AdminError.Problem] = []
        var names: Set<ModelName> = []
        for row in rows {
            switch row.draft {
            case .success(let draft):
                if let name = draft.name, !names.insert(name).inserted {
                    problems.append(.init(row.place, "name", "Another row has the same name."))
                } else if let aliases = draft.aliases, !names.isDisjoint(with: aliases) {
                    problems.append(.init(row.place, "aliases", "Another row has one of these names."))
                } else {
                    names.formUnion(draft.aliases ?? [])
                    good.append(ImportDraft(place: row.place, draft: draft))
                }
            case .failure(let error): problems.append(.init(row.place, error.param, error.message))
            }
        }
        return (good, problems)
    }
}

extension AdminError {
    /// Problems that one reply tells of.
    static let namedProblems = 1000

    /// - Parameter passing: how many rows there are nothing wrong with.
    static func badRows(_ problems: [Problem], passing: Int) -> AdminError {
        let first = problems.first.map { " The first is \($0.place): \($0.message)" } ?? ""
        let count = problems.count == 1 ? "A row" : "\(problems.count) rows"
        let others = passing == 1 ? "One would pass" : "\(passing) would pass"
        return AdminError(
            .invalidRequest,
            "\(count) cannot be imported, and nothing was. \(others): ?invalid=skip leaves the others out.\(first)",
            param: problems.first?.place, problems: Array(problems.prefix(namedProblems)))
    }
}
