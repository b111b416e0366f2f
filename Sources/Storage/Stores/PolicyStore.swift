import Domain

extension Transaction {
    public var policies: PolicyStore { PolicyStore(transaction: self) }
}

public struct PolicyStore {
    let transaction: any Transaction

    /// Which policies a list is of; limits that belong to a key are in none.
    public struct Filter: Sendable {
        public var kind: LimitPolicy.Kind
        public var status = LimitPolicy.Status.active
        public var team: TeamID?
        public var measure: String?
        public var unit: RateLimit.Unit?

        public init(_ kind: LimitPolicy.Kind) {
            self.kind = kind
        }
    }

    public func find(
        _ id: PolicyID, _ kind: LimitPolicy.Kind, in organization: OrganizationID
    ) throws(AdminError) -> LimitPolicy? {
        try transaction.firstRow(SQL.find, [.id(organization), .id(id), .text(kind.rawValue)], Self.decode)
    }

    /// - Parameter skipping: how many are left out, for those who count pages.
    public func list(
        _ filter: Filter, in organization: OrganizationID, _ page: PageRequest<LimitPolicy>, skipping: Int64 = 0
    ) throws(AdminError) -> Page<LimitPolicy> {
        try transaction.page(SQL.list, limit: page.limit, Self.decode) { rows in
            Self.values(filter, organization) + [.text(page.after?.text ?? ""), rows, .integer(skipping)]
        }
    }

    public func count(_ filter: Filter, in organization: OrganizationID) throws(AdminError) -> Int64 {
        try transaction.firstRow(SQL.count, Self.values(filter, organization)) { row throws(AdminError) in
            try row.integer(0)
        } ?? 0
    }

    /// The limits that were given on the key, as far as they are active.
    public func list(of key: APIKeyID, in organization: OrganizationID) throws(AdminError) -> [LimitPolicy] {
        try transaction.rows(SQL.listOfKey, [.id(organization), .id(key)], Self.decode)
    }

    public func isNameTaken(
        _ name: String, _ kind: LimitPolicy.Kind, in organization: OrganizationID, except id: PolicyID
    ) throws(AdminError) -> Bool {
        try transaction.exists(
            SQL.isNameTaken, [.id(organization), .text(kind.rawValue), .text(name), .id(id)])
    }

    /// Whether so many of the kind, at least one, are active.
    public func hasActive(
        _ number: Int, _ kind: LimitPolicy.Kind, in organization: OrganizationID
    ) throws(AdminError) -> Bool {
        try transaction.exists(
            SQL.hasActive, [.id(organization), .text(kind.rawValue), .integer(Int64(number - 1))])
    }

    public func insert(_ policy: LimitPolicy) throws(AdminError) {
        try transaction.run(SQL.insert, try Self.values(policy) + [.instant(policy.createdAt)])
    }

    public func update(_ policy: LimitPolicy) throws(AdminError) {
        try transaction.run(SQL.update, try Self.values(policy))
    }

    /// The periods of all budgets, archived ones and those of keys too.
    public func periods(in organization: OrganizationID) throws(AdminError) -> [PolicyID: BudgetPeriod] {
        var periods: [PolicyID: BudgetPeriod] = [:]
        try transaction.forEachRow(SQL.periods, [.id(organization)]) { row throws(AdminError) in
            periods[try row.id(0, LimitPolicy.self)] = try StoredPeriod.decode(row, 1)
        }
        return periods
    }

    /// Every policy of every tenant, archived ones and those of keys too.
    public func forEachPolicy(_ body: (LimitPolicy) throws(AdminError) -> Void) throws(AdminError) {
        try transaction.forEachRow(SQL.everyone, []) { row throws(AdminError) in try body(try Self.decode(row)) }
    }

    private static func values(_ filter: Filter, _ organization: OrganizationID) -> [SQLValue] {
        [
            .id(organization), .text(filter.kind.rawValue), .text(filter.status.rawValue),
            .text(filter.team?.text ?? ""), .text(filter.measure ?? ""), .text(filter.unit?.rawValue ?? ""),
        ]
    }
}
