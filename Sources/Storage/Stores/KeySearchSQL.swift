import Domain

/// A search of keys as SQL: only what it asks for is in the statements, as every condition is looked at for each key that
/// an index has. Which index that is, each statement says: SQLite, which keeps no statistics here, would take the widest.
/// See `m0020_search_by_name.sql` for what each is for.
struct KeySearchSQL {
    /// Of a search by text: up to so many are found in one go, with their number.
    static let mostFew = 500

    enum Index: String {
        case all = "api_keys_by_organization"
        case name = "api_keys_by_organization_name"
        case metadata = "api_keys_by_metadata"
        case models = "api_keys_by_models"
        case expiry = "api_keys_by_expiry"
        case disabled = "api_keys_disabled"
        case removed = "api_keys_removed"
        case team = "api_keys_by_team"
        case teamName = "api_keys_by_team_name"
        case user = "api_keys_by_user"
        case userName = "api_keys_by_user_name"
    }

    let search: KeySearch
    let organization: OrganizationID
    let now: Instant

    init(_ search: KeySearch, in organization: OrganizationID, at now: Instant) {
        (self.search, self.organization, self.now) = (search, organization, now)
    }

    /// How many there are.
    func count() throws(AdminError) -> BoundSQL {
        var query = start
        if search.text != nil {
            query.sql = "SELECT \(try counts(&query).joined(separator: " + "))"
        } else if isOfActiveAlone {
            query.sql = "SELECT \(countOfActive(&query))"
        } else {
            query.sql = counting(narrowest ?? (isOfAll ? .name : .all), try filters(&query))
        }
        return query
    }

    /// A page; the number of rows is the last parameter. The rows are read once those that are wanted were found in the
    /// index.
    func page(after id: APIKeyID?) throws(AdminError) -> BoundSQL {
        var query = start
        var conditions = try filters(&query)
        if let text = search.text { conditions.append("(\(matches(text, &query).joined(separator: " OR ")))") }
        var index = narrowest ?? .all
        if index == .all, search.sort.isByName, isOfAll || isOfActiveAlone, search.text == nil { index = .name }
        return page(from: "api_keys INDEXED BY \(index.rawValue)", conditions, after: id, query)
    }

    /// A page of what is known to be found.
    func page(among ids: [String], after id: APIKeyID?) throws(AdminError) -> BoundSQL {
        var query = start
        let known = query.bind(try StoredJSON.text(ids))
        return page(from: "api_keys", ["id IN (SELECT value FROM json_each(\(known)))"], after: id, query)
    }

    func counting(_ index: Index, _ conditions: [String]) -> String {
        let all = ["organization_id = $1"] + conditions
        return "SELECT count(*) FROM api_keys INDEXED BY \(index.rawValue) WHERE \(all.joined(separator: " AND "))"
    }

    var start: BoundSQL {
        var query = BoundSQL()
        _ = query.bind(.id(organization))
        return query
    }

    private func page(
        from source: String, _ conditions: [String], after id: APIKeyID?, _ query: BoundSQL
    ) -> BoundSQL {
        var query = query
        var conditions = ["organization_id = $1"] + conditions
        let (expression, direction) = (search.sort.expression, search.sort.isDescending ? " DESC" : "")
        if let id { conditions.append(behind(query.bind(.id(id)))) }
        let by = (expression == "id" ? ["id"] : [expression, "id"]).map { $0 + direction }.joined(separator: ", ")
        query.sql = """
            SELECT \(APIKeyStore.SQL.columns) FROM api_keys WHERE organization_id = $1 AND id IN (SELECT id FROM \(source) \
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(by) LIMIT $\(query.values.count + 1)) ORDER BY \(by)
            """
        return query
    }

    private func behind(_ place: String) -> String {
        let (expression, sign) = (search.sort.expression, search.sort.isDescending ? "<" : ">")
        guard expression != "id" else { return "id \(sign) \(place)" }
        let last = "SELECT \(expression), id FROM api_keys WHERE organization_id = $1 AND id = \(place)"
        return "(\(expression), id) \(sign) (\(last))"
    }

    /// Those that are neither disabled nor expired are most: what is left of all.
    private func countOfActive(_ query: inout BoundSQL) -> String {
        let live = "removed_at IS NULL"
        let expired = "expires_at <= \(query.bind(once: .instant(now)))"
        return "(\(counting(.name, [live]))) - (\(counting(.disabled, [live, "is_enabled = 0"])))"
            + " - (\(counting(.expiry, [live, expired, "is_enabled = 1"])))"
    }
}

extension KeySearch.Sort {
    /// What never was used, or never expires, comes first or last.
    var expression: String {
        switch self {
        case .created, .newest: "id"
        case .name, .nameDescending: "name"
        case .lastUsed, .lastUsedDescending: "COALESCE(last_used_at, 0)"
        case .expires, .expiresDescending: "COALESCE(expires_at, 9000000000000000)"
        }
    }

    var isDescending: Bool { rawValue.hasPrefix("-") }

    var isByName: Bool { expression == "name" }
}
