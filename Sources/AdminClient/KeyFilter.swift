import Wire

/// Which keys of an organization are wanted, as `GET /v1/keys` takes it; what is nil makes no difference.
public struct KeyFilter: Sendable {
    public var search: String?
    public var status: String?
    public var owner: String?
    public var model: String?
    /// `name=value`.
    public var metadata: String?
    public var usedBefore: String?
    public var usedAfter: String?
    public var expiresBefore: String?
    public var expiresAfter: String?
    public var sort: String?

    public init() {}

    fileprivate var pairs: [(name: String, value: String?)] {
        [
            ("search", search), ("status", status), ("owner", owner), ("model", model), ("metadata", metadata),
            ("used_before", usedBefore), ("used_after", usedAfter), ("expires_before", expiresBefore),
            ("expires_after", expiresAfter), ("sort", sort),
        ]
    }
}

extension KeyholdClient {
    /// One page of the keys that a filter finds in the organization, and how many it finds in all.
    public func searchKeys(
        _ filter: KeyFilter = KeyFilter(), limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> CountedListBody<APIKeyBody> {
        try send(Call(.searchKeys, query: Query([("limit", limit.map(String.init)), ("after", after)] + filter.pairs)))
    }

    /// Every key that a filter finds, page by page.
    public func foundKeys(_ filter: KeyFilter, pageSize: Int? = nil) -> Pages<APIKeyBody> {
        Pages { after throws(AdminClientError) in
            let page = try self.searchKeys(filter, limit: pageSize, after: after)
            return Page(items: page.data, next: page.hasMore ? page.lastID.value : nil)
        }
    }
}
