import Wire

/// Which policies a list is of; what is nil asks for any.
public struct PolicyListFilter: Sendable {
    /// `active` or `archived`; nil: active.
    public var status: String?
    public var type: String?
    /// Of rate limits alone.
    public var unit: String?
    /// The team whose calls alone they are for, by id or slug.
    public var team: String?
    /// In place of all others, the limits that were given on this key.
    public var apiKeyID: String?

    public init(
        status: String? = nil, type: String? = nil, unit: String? = nil, team: String? = nil, apiKeyID: String? = nil
    ) {
        self.status = status
        self.type = type
        self.unit = unit
        self.team = team
        self.apiKeyID = apiKeyID
    }

    func query(limit: Int?, after: String?) -> Query {
        Query([
            ("status", status), ("type", type), ("unit", unit), ("team_id", team), ("api_key_id", apiKeyID),
            ("limit", limit.map(String.init)), ("after", after),
        ])
    }
}

extension KeyholdClient {
    public func createUsageLimit(_ body: CreateUsageLimitBody) throws(AdminClientError) -> UsageLimitBody {
        try send(Call(.createUsageLimit, body: Codec.encode(body)))
    }

    /// One page of at most `limit` budgets (1 … 1000; nil takes the server's default), after the one with that id.
    public func listUsageLimits(
        _ filter: PolicyListFilter = PolicyListFilter(), limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<UsageLimitBody> {
        try policyPage(Call(.listUsageLimits, query: filter.query(limit: limit, after: after)))
    }

    /// Every budget that the filter asks for, page by page.
    public func usageLimits(
        _ filter: PolicyListFilter = PolicyListFilter(), pageSize: Int? = nil
    ) -> Pages<UsageLimitBody> {
        Pages { after throws(AdminClientError) in try self.listUsageLimits(filter, limit: pageSize, after: after) }
    }

    public func getUsageLimit(_ id: String) throws(AdminClientError) -> UsageLimitBody {
        try send(Call(.getUsageLimit, path: Endpoint.getUsageLimit.path(id)))
    }

    public func updateUsageLimit(
        _ id: String, _ body: UpdateUsageLimitBody
    ) throws(AdminClientError) -> UsageLimitBody {
        try send(Call(.updateUsageLimit, path: Endpoint.updateUsageLimit.path(id), body: Codec.encode(body)))
    }

    public func archiveUsageLimit(_ id: String) throws(AdminClientError) -> UsageLimitBody {
        try send(Call(.deleteUsageLimit, path: Endpoint.deleteUsageLimit.path(id)))
    }

    public func restoreUsageLimit(_ id: String) throws(AdminClientError) -> UsageLimitBody {
        try send(Call(.restoreUsageLimit, path: Endpoint.restoreUsageLimit.path(id)))
    }

    public func overrideUsageLimit(
        _ id: String, _ body: UsageOverrideBody
    ) throws(AdminClientError) -> UsageLimitBody {
        try send(Call(.overrideUsageLimit, path: Endpoint.overrideUsageLimit.path(id), body: Codec.encode(body)))
    }

    public func endUsageLimitOverride(_ id: String) throws(AdminClientError) -> UsageLimitBody {
        try send(Call(.endUsageLimitOverride, path: Endpoint.endUsageLimitOverride.path(id)))
    }
}

extension KeyholdClient {
    public func createRateLimit(_ body: CreateRateLimitBody) throws(AdminClientError) -> RateLimitBody {
        try send(Call(.createRateLimit, body: Codec.encode(body)))
    }

    /// One page of at most `limit` rate limits (1 … 1000; nil takes the server's default), after the one with that id.
    public func listRateLimits(
        _ filter: PolicyListFilter = PolicyListFilter(), limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<RateLimitBody> {
        try policyPage(Call(.listRateLimits, query: filter.query(limit: limit, after: after)))
    }

    /// Every rate limit that the filter asks for, page by page.
    public func rateLimits(
        _ filter: PolicyListFilter = PolicyListFilter(), pageSize: Int? = nil
    ) -> Pages<RateLimitBody> {
        Pages { after throws(AdminClientError) in try self.listRateLimits(filter, limit: pageSize, after: after) }
    }

    public func getRateLimit(_ id: String) throws(AdminClientError) -> RateLimitBody {
        try send(Call(.getRateLimit, path: Endpoint.getRateLimit.path(id)))
    }

    public func updateRateLimit(_ id: String, _ body: UpdateRateLimitBody) throws(AdminClientError) -> RateLimitBody {
        try send(Call(.updateRateLimit, path: Endpoint.updateRateLimit.path(id), body: Codec.encode(body)))
    }

    public func archiveRateLimit(_ id: String) throws(AdminClientError) -> RateLimitBody {
        try send(Call(.deleteRateLimit, path: Endpoint.deleteRateLimit.path(id)))
    }

    public func restoreRateLimit(_ id: String) throws(AdminClientError) -> RateLimitBody {
        try send(Call(.restoreRateLimit, path: Endpoint.restoreRateLimit.path(id)))
    }

    /// One page of at most `limit` counters of a budget (1 … 1000; nil takes the server's default).
    public func listUsageEntities(
        of budget: String, search: String? = nil, status: String? = nil, limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<UsageEntityBody> {
        let query = Query([
            ("search", search), ("status", status), ("limit", limit.map(String.init)), ("after", after),
        ])
        return try policyPage(
            Call(.listUsageEntities, path: Endpoint.listUsageEntities.path(budget), query: query))
    }

    /// Every counter of a budget, page by page.
    public func usageEntities(
        of budget: String, search: String? = nil, status: String? = nil, pageSize: Int? = nil
    ) -> Pages<UsageEntityBody> {
        Pages { after throws(AdminClientError) in
            try self.listUsageEntities(of: budget, search: search, status: status, limit: pageSize, after: after)
        }
    }

    public func resetUsageEntity(_ id: String, of budget: String) throws(AdminClientError) -> UsageEntityBody {
        try send(Call(.resetUsageEntity, path: Endpoint.resetUsageEntity.path(budget, id)))
    }

    private func policyPage<Item: Codable & Sendable>(_ call: Call) throws(AdminClientError) -> Page<Item> {
        let body = try send(call, as: PolicyListBody<Item>.self)
        return Page(items: body.data, next: body.hasMore ? body.lastID.value : nil)
    }
}
