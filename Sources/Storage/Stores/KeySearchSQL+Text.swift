import Domain

/// What a text can be of a key. Each has an index of its own; one statement over all of them would look at every key.
private enum TextMatch: CaseIterable { case name, team, user, id }

extension KeySearchSQL {
    /// All that a text finds if that is little; `nil` where no text is looked for. If there are more than `mostFew` rows,
    /// there may be more.
    func few() throws(AdminError) -> BoundSQL? {
        guard let text = search.text else { return nil }
        var query = start
        let filters = try filters(&query)
        let parts = kinds(text).map { kind in
            let conditions = ["organization_id = $1"] + filters + [condition(kind, text, &query)]
            return """
                SELECT id FROM (SELECT id FROM api_keys INDEXED BY \(index(kind).rawValue) \
                WHERE \(conditions.joined(separator: " AND ")) LIMIT \(Self.mostFew + 1))
                """
        }
        query.sql = parts.joined(separator: " UNION ")
        return query
    }

    /// How many each kind of match finds that none of those before it does.
    func counts(_ query: inout BoundSQL) throws(AdminError) -> [String] {
        guard let text = search.text else { return [] }
        let filters = try filters(&query)
        var others: [String] = []
        return kinds(text).map { kind in
            let match = condition(kind, text, &query)
            defer { others.append("NOT (\(match))") }
            return "(\(counting(kind, filters + [match] + others)))"
        }
    }

    /// The owners are the tenant's already; their keys are counted without a look at the rows, which alone say whose they are.
    private func counting(_ kind: TextMatch, _ conditions: [String]) -> String {
        let index: Index? =
            switch kind {
            case .team where search.status != .removed: .teamName
            case .user where search.status != .removed: .userName
            default: nil
            }
        guard let index else { return counting(self.index(kind), conditions) }
        let all = conditions.joined(separator: " AND ")
        return "SELECT count(*) FROM api_keys INDEXED BY \(index.rawValue) WHERE \(all)"
    }

    /// Any of these.
    func matches(_ text: String, _ query: inout BoundSQL) -> [String] {
        kinds(text).map { condition($0, text, &query) }
    }

    private func kinds(_ text: String) -> [TextMatch] {
        TextMatch.allCases.filter { kind in
            switch kind {
            case .name, .team, .user: true
            case .id: SearchText(text: text).idRange != nil
            }
        }
    }

    private func index(_ kind: TextMatch) -> Index {
        switch kind {
        case .team: .team
        case .user: .user
        case .name: search.status == .removed ? .removed : .name
        case .id: search.status == .removed ? .removed : .all
        }
    }

    private func condition(_ kind: TextMatch, _ text: String, _ query: inout BoundSQL) -> String {
        let text = SearchText(text: text)
        let part = query.bind(once: .text(text.part))
        switch kind {
        case .name:
            let named = "name LIKE \(part) ESCAPE '!'"
            // The last four characters of a secret, which stand in the same index.
            guard text.text.count == 4 else { return named }
            return "(\(named) OR secret_masked LIKE \(query.bind(once: .text(text.end))) ESCAPE '!')"
        // NOT of it must be true where there is no team.
        case .team: return "(team_id IS NOT NULL AND team_id IN (\(owners("teams", "slug", part))))"
        case .user: return "(user_id IS NOT NULL AND user_id IN (\(owners("users", "email", part))))"
        case .id:
            guard let range = text.idRange else { return "1 = 0" }
            let (first, end) = (query.bind(once: .text(range.first)), query.bind(once: .text(range.end)))
            return "(id >= \(first) AND id < \(end))"
        }
    }

    private func owners(_ table: String, _ other: String, _ part: String) -> String {
        """
        SELECT id FROM \(table) WHERE organization_id = $1 \
        AND (name LIKE \(part) ESCAPE '!' OR \(other) LIKE \(part) ESCAPE '!')
        """
    }
}
