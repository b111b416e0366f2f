import Domain

/// Which of an organization's keys are wanted, and in what order. What is `nil` makes no difference.
public struct KeySearch: Sendable {
    public enum Status: String, CaseIterable, Sendable { case active, disabled, expired, removed }

    public enum Sort: String, CaseIterable, Sendable {
        case created, name, expires
        case lastUsed = "last_used"
        case newest = "-created"
        case nameDescending = "-name"
        case lastUsedDescending = "-last_used"
        case expiresDescending = "-expires"
    }

    /// Part of a name in any case, the last four characters of the secret, the beginning of an id, or part of the owner's
    /// name, slug or address.
    public var text: String?
    /// `nil`: all but those that are removed.
    public var status: Status?
    /// The id of a team or a user.
    public var owner: String?
    /// Of the key's own list of models: what it names, as it stands there.
    public var model: String?
    /// Pairs that the key's metadata has.
    public var metadata: [String: String] = [:]
    /// Before then or never.
    public var usedBefore: Instant?
    public var usedAfter: Instant?
    public var expiresBefore: Instant?
    public var expiresAfter: Instant?
    public var sort: Sort = .created

    public init() {}
}

extension APIKeyStore {
    /// A page of those that a search finds, in its order.
    public func search(
        _ search: KeySearch, in organization: OrganizationID, _ page: PageRequest<APIKey>
    ) throws(AdminError) -> Page<APIKey> {
        var query = KeySearchSQL(search, in: organization, at: transaction.now)
        let sql = query.list(after: page.after)
        let values = query.values
        return try transaction.page(Statement(sql), limit: page.limit, Self.decode) { values + [$0] }
    }

    /// How many a search finds.
    public func count(_ search: KeySearch, in organization: OrganizationID) throws(AdminError) -> Int {
        let query = KeySearchSQL(search, in: organization, at: transaction.now)
        let counts = try transaction.rows(Statement(query.count), query.values) { row throws(AdminError) in
            try row.integer(0)
        }
        return Int(counts.first ?? 0)
    }
}

/// A search as SQL: only what it asks for is in the statement, as every condition is looked at for each of the tenant's
/// keys. What finds and counts them stands in one index.
struct KeySearchSQL {
    private(set) var values: [SQLValue]
    private var conditions = ["organization_id = $1"]
    private let sort: KeySearch.Sort

    init(_ search: KeySearch, in organization: OrganizationID, at now: Instant) {
        values = [.id(organization)]
        sort = search.sort
        add(search.status, at: now)
        if let text = search.text { add(text: text) }
        if let owner = search.owner {
            let place = bind(.text(owner))
            // The tenant is bound around it; with it in here, too, all of its keys would be walked.
            conditions.append(
                """
                id IN (SELECT id FROM api_keys WHERE team_id = \(place) \
                UNION ALL SELECT id FROM api_keys WHERE user_id = \(place))
                """)
        }
        if let model = search.model {
            conditions.append("EXISTS (SELECT 1 FROM json_each(allowed_models) WHERE value = \(bind(.text(model))))")
        }
        for (name, value) in search.metadata.sorted(by: { $0.key < $1.key }) {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM json_each(metadata) WHERE key = \(bind(.text(name))) \
                AND value = \(bind(.text(value))))
                """)
        }
        add(search)
    }

    var count: String { "SELECT count(*) FROM api_keys WHERE \(conditions.joined(separator: " AND "))" }

    /// The rows are read once those that are wanted were found in the index.
    mutating func list(after id: APIKeyID?) -> String {
        let (expression, isDescending) = order
        let direction = isDescending ? " DESC" : ""
        if let id {
            let place = bind(.id(id))
            let sign = isDescending ? "<" : ">"
            conditions.append(
                expression == "id"
                    ? "id \(sign) \(place)"
                    : """
                    (\(expression), id) \(sign) \
                    (SELECT \(expression), id FROM api_keys WHERE organization_id = $1 AND id = \(place))
                    """)
        }
        let by = (expression == "id" ? ["id"] : [expression, "id"]).map { $0 + direction }.joined(separator: ", ")
        return """
            SELECT \(APIKeyStore.SQL.columns) FROM api_keys WHERE organization_id = $1 AND id IN (SELECT id FROM api_keys \
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(by) LIMIT $\(values.count + 1)) ORDER BY \(by)
            """
    }

    /// What never was used, or never expires, comes first or last.
    private var order: (expression: String, isDescending: Bool) {
        switch sort {
        case .created: ("id", false)
        case .newest: ("id", true)
        case .name: ("name", false)
        case .nameDescending: ("name", true)
        case .lastUsed: ("COALESCE(last_used_at, 0)", false)
        case .lastUsedDescending: ("COALESCE(last_used_at, 0)", true)
        case .expires: ("COALESCE(expires_at, 9000000000000000)", false)
        case .expiresDescending: ("COALESCE(expires_at, 9000000000000000)", true)
        }
    }

    private mutating func bind(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    private mutating func add(_ status: KeySearch.Status?, at now: Instant) {
        conditions.append(status == .removed ? "removed_at IS NOT NULL" : "removed_at IS NULL")
        switch status {
        case nil, .removed: break
        case .disabled: conditions.append("is_enabled = 0")
        case .expired: conditions.append("expires_at <= \(bind(.instant(now)))")
        case .active:
            conditions.append("is_enabled = 1")
            conditions.append("(expires_at IS NULL OR expires_at > \(bind(.instant(now))))")
        }
    }

    private mutating func add(_ search: KeySearch) {
        if let time = search.usedBefore {
            conditions.append("(last_used_at IS NULL OR last_used_at < \(bind(.instant(time))))")
        }
        if let time = search.usedAfter { conditions.append("last_used_at >= \(bind(.instant(time)))") }
        if let time = search.expiresBefore { conditions.append("expires_at < \(bind(.instant(time)))") }
        if let time = search.expiresAfter { conditions.append("expires_at >= \(bind(.instant(time)))") }
    }

    private mutating func add(text: String) {
        let plain = SearchText(text: text).escaped
        let part = bind(.text("%\(plain)%"))
        let owners = """
            team_id IN (SELECT id FROM teams WHERE organization_id = $1 AND (name LIKE \(part) ESCAPE '!' \
            OR slug LIKE \(part) ESCAPE '!')) OR user_id IN (SELECT id FROM users WHERE organization_id = $1 \
            AND (name LIKE \(part) ESCAPE '!' OR email LIKE \(part) ESCAPE '!'))
            """
        var found = ["name LIKE \(part) ESCAPE '!'"]
        if text.count == 4 { found.append("secret_masked LIKE \(bind(.text("%\(plain)"))) ESCAPE '!'") }
        if text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || Character(UnicodeScalar($0)).isHexDigit }) {
            found.append("id LIKE \(bind(.text("\(plain)%"))) ESCAPE '!'")
        }
        conditions.append("(\(found.joined(separator: " OR ")) OR \(owners))")
    }
}
