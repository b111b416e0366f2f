/// Which users, teams or OAuth clients are wanted, as their lists take it; what is nil makes no difference.
public struct NameFilter: Sendable {
    /// Part of a name, a user's address or a team's slug, in any case, or the beginning of an id.
    public var search: String?
    /// `created` or `name`; with `-` from the end.
    public var sort: String?

    public init(search: String? = nil, sort: String? = nil) {
        (self.search, self.sort) = (search, sort)
    }

    func query(limit: Int?, after: String?) -> Query {
        Query([("limit", limit.map(String.init)), ("after", after), ("search", search), ("sort", sort)])
    }
}
