import Domain

extension KeySearchSQL {
    /// What every key that is found meets, besides the text.
    func filters(_ query: inout BoundSQL) throws(AdminError) -> [String] {
        try status(&query) + owner(&query) + models(&query) + metadata(&query) + times(&query)
    }

    /// The index that holds, of all keys, few more than those that the filters let through.
    var narrowest: Index? {
        if search.status == .removed { return .removed }
        if search.owner != nil { return .all }
        if !search.metadata.isEmpty { return .metadata }
        if search.model != nil { return .models }
        if search.status == .disabled { return .disabled }
        return search.status == .expired || search.expiresBefore != nil || search.expiresAfter != nil ? .expiry : nil
    }

    /// Whether nothing but the text keeps a key that is not removed out.
    var isOfAll: Bool { search.status == nil && hasStatusAlone }

    var isOfActiveAlone: Bool { search.status == .active && hasStatusAlone }

    private var hasStatusAlone: Bool {
        search.owner == nil && search.model == nil && search.metadata.isEmpty && search.usedBefore == nil
            && search.usedAfter == nil && search.expiresBefore == nil && search.expiresAfter == nil
    }

    private func status(_ query: inout BoundSQL) -> [String] {
        let live = "removed_at IS NULL"
        switch search.status {
        case nil: return [live]
        case .removed: return ["removed_at IS NOT NULL"]
        case .disabled: return [live, "is_enabled = 0"]
        case .expired: return [live, "expires_at <= \(query.bind(once: .instant(now)))"]
        case .active:
            let time = query.bind(once: .instant(now))
            return [live, "is_enabled = 1", "(expires_at IS NULL OR expires_at > \(time))"]
        }
    }

    private func owner(_ query: inout BoundSQL) -> [String] {
        guard let owner = search.owner else { return [] }
        let place = query.bind(once: .text(owner))
        // The tenant is bound around it; with it in here, too, all of its keys would be walked.
        return [
            """
            id IN (SELECT id FROM api_keys WHERE team_id = \(place) \
            UNION ALL SELECT id FROM api_keys WHERE user_id = \(place))
            """
        ]
    }

    private func models(_ query: inout BoundSQL) throws(AdminError) -> [String] {
        guard let model = search.model else { return [] }
        let list = try StoredJSON.text([model])
        return ["allowed_models IS NOT NULL", holds("allowed_models", list, &query)]
    }

    private func metadata(_ query: inout BoundSQL) -> [String] {
        guard !search.metadata.isEmpty else { return [] }
        return ["metadata <> '{}'"]
            + search.metadata.sorted { $0.key < $1.key }.map { name, value in
                guard (name + value).utf8.allSatisfy({ $0 >= 0x20 }) else {
                    // There is more than one way to write these, and old rows may have another.
                    let (name, value) = (query.bind(once: .text(name)), query.bind(once: .text(value)))
                    return "EXISTS (SELECT 1 FROM json_each(metadata) WHERE key = \(name) AND value = \(value))"
                }
                return holds("metadata", StoredJSON.text([name: value]), &query)
            }
    }

    /// Whether a column's JSON, as `StoredJSON` writes it, has what a list or an object of one has: behind the bracket or a
    /// comma. `,"` stands between two parts alone, as a quote inside of a text has a backslash before it.
    private func holds(_ column: String, _ json: SQLValue, _ query: inout BoundSQL) -> String {
        guard case .text(let text) = json else { return "1 = 0" }
        let part = text.dropLast()
        let (first, later) = (query.bind(once: .text(String(part))), query.bind(once: .text("," + part.dropFirst())))
        return "(instr(\(column), \(first)) = 1 OR instr(\(column), \(later)) > 0)"
    }

    private func times(_ query: inout BoundSQL) -> [String] {
        var conditions: [String] = []
        if let time = search.usedBefore {
            conditions.append("(last_used_at IS NULL OR last_used_at < \(query.bind(once: .instant(time))))")
        }
        if let time = search.usedAfter { conditions.append("last_used_at >= \(query.bind(once: .instant(time)))") }
        if let time = search.expiresBefore { conditions.append("expires_at < \(query.bind(once: .instant(time)))") }
        if let time = search.expiresAfter { conditions.append("expires_at >= \(query.bind(once: .instant(time)))") }
        return conditions
    }
}
