import Domain
import Storage

extension PolicyQuery {
    private static let names = [
        "status", "type", "team_id", "workspace_id", "api_key_id", "limit", "after", "page_size", "current_page",
    ]

    init(_ kind: LimitPolicy.Kind, _ request: RouteRequest) throws(AdminError) {
        let query = try request.query(kind == .rate ? Self.names + ["unit"] : Self.names)
        filter = PolicyStore.Filter(kind)
        if let text = query["status"] { filter.status = try choice(text, "status", as: LimitPolicy.Status.self) }
        filter.measure = try query["type"].map { text throws(AdminError) in
            kind == .rate
                ? try choice(text, "type", as: RateLimit.Measure.self).rawValue
                : try choice(text, "type", as: UsageLimit.Measure.self).rawValue
        }
        if let text = query["unit"] { filter.unit = try choice(text, "unit", as: RateLimit.Unit.self) }
        if let first = query["team_id"], let second = query["workspace_id"], first != second {
            throw .invalid("workspace_id", "team_id and workspace_id say different things.")
        }
        team = query["team_id"] ?? query["workspace_id"]
        key = query["api_key_id"]
        let numbered = try NumberedPage<LimitPolicy>(query)
        if let numbered { page = numbered.request } else { page = try request.page(LimitPolicy.self, in: query) }
        skipping = Int64(numbered?.skipping ?? 0)
    }
}

/// What is asked of a single policy: one that is in another state is not there.
struct SinglePolicyQuery {
    let status: LimitPolicy.Status?
    var includesUsage = false

    init(_ kind: LimitPolicy.Kind, _ request: RouteRequest) throws(AdminError) {
        let query = try request.query(kind == .usage ? ["status", "include_usage"] : ["status"])
        status = try query["status"].map { text throws(AdminError) in
            try choice(text, "status", as: LimitPolicy.Status.self)
        }
        if let text = query["include_usage"] {
            includesUsage = try choice(text, "include_usage", as: Flag.self) == .true
        }
    }

    private enum Flag: String, CaseIterable { case `true`, `false` }
}
