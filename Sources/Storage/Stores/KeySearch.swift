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
    /// A page of those that a search finds, in its order, and how many it finds.
    public func search(
        _ search: KeySearch, in organization: OrganizationID, _ page: PageRequest<APIKey>
    ) throws(AdminError) -> Found<APIKey> {
        let query = KeySearchSQL(search, in: organization, at: transaction.now)
        // What finds little was looked at once, and is not looked for again.
        if let ids = try few(query), ids.count <= KeySearchSQL.mostFew {
            let among = try query.page(among: ids, after: page.after)
            return Found(page: try rows(among, page.limit), total: ids.count)
        }
        let found = try rows(try query.page(after: page.after), page.limit)
        let isWhole = page.after == nil && !found.hasMore && found.damaged.isEmpty
        return Found(page: found, total: isWhole ? found.items.count : try count(try query.count()))
    }

    private func few(_ query: KeySearchSQL) throws(AdminError) -> [String]? {
        guard let few = try query.few() else { return nil }
        return try transaction.rows(Statement(few.sql), few.values) { row throws(AdminError) in try row.text(0) }
    }

    private func rows(_ query: BoundSQL, _ limit: Int) throws(AdminError) -> Page<APIKey> {
        try transaction.page(Statement(query.sql), limit: limit, Self.decode) { query.values + [$0] }
    }

    private func count(_ query: BoundSQL) throws(AdminError) -> Int {
        let count = try transaction.firstRow(Statement(query.sql), query.values) { row throws(AdminError) in
            try row.integer(0)
        }
        return Int(count ?? 0)
    }
}
