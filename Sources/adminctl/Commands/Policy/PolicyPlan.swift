import AdminClient
import Wire

/// Compares a file with what the server has. Changes are told by asking the server to make them: it knows what a slug
/// means, and leaves alone what is the same already.
struct PolicyPlan {
    private let client: KeyholdClient
    private let rates: [String: RateLimitBody]
    private let budgets: [String: UsageLimitBody]
    private let names: ConditionNames
    private let set: PolicySet

    init(_ client: KeyholdClient, _ set: PolicySet) throws {
        self.client = client
        rates = Self.byName(try client.rateLimits(pageSize: ListOptions.longestPage).all(), \.name.value)
        budgets = Self.byName(try client.usageLimits(pageSize: ListOptions.longestPage).all(), \.name.value)
        names = ConditionNames(client, in: set)
        self.set = set
    }

    func steps() throws -> [PolicyStep] {
        try set.rateLimits.map(step) + set.usageLimits.map(step)
    }

    private static func byName<Item>(_ items: [Item], _ name: (Item) -> String?) -> [String: Item] {
        Dictionary(items.compactMap { item in name(item).map { ($0, item) } }, uniquingKeysWith: { first, _ in first })
    }

    private func step(_ wish: CreateRateLimitBody) throws -> PolicyStep {
        let name = wish.name ?? ""
        guard let known = rates[name] else {
            return PolicyStep(report: report("rate limit", name, nil)) { _ = try $0.createRateLimit(wish) }
        }
        try requireSame(wish.type == known.type, wish.groupBy, known.groupBy, name)
        var body = UpdateRateLimitBody()
        var changes: [String] = []
        note(wish.value, known.value, "value", &body.value, &changes)
        note(wish.unit, known.unit.value, "unit", &body.unit, &changes)
        note(wish.mode ?? "enforce", known.mode, "mode", &body.mode, &changes)
        note(wish.onMissing ?? "share", known.onMissing, "on_missing", &body.onMissing, &changes)
        noteConditions(wish, known.conditions, &body.conditions, &changes)
        return PolicyStep(report: report("rate limit", name, changes)) { [body] client in
            if !changes.isEmpty { _ = try client.updateRateLimit(known.id, body) }
        }
    }

    private func step(_ wish: CreateUsageLimitBody) throws -> PolicyStep {
        let name = wish.name ?? ""
        guard let known = budgets[name] else {
            return PolicyStep(report: report("budget", name, nil)) { _ = try $0.createUsageLimit(wish) }
        }
        try requireSame(wish.type == known.type, wish.groupBy, known.groupBy, name)
        var body = UpdateUsageLimitBody()
        var changes: [String] = []
        note(wish.creditLimit, known.creditLimit, "credit_limit", &body.creditLimit, &changes)
        note(wish.alertThreshold, known.alertThreshold.value, "alert_threshold", &body.alertThreshold, &changes)
        note(
            wish.periodicResetDays, known.periodicResetDays.value, "periodic_reset_days", &body.periodicResetDays,
            &changes)
        if wish.periodicResetDays == nil {
            note(wish.periodicReset, known.periodicReset.value, "periodic_reset", &body.periodicReset, &changes)
        }
        note(wish.mode ?? "enforce", known.mode, "mode", &body.mode, &changes)
        note(wish.onMissing ?? "share", known.onMissing, "on_missing", &body.onMissing, &changes)
        note(wish.onUnpriced ?? "deny", known.onUnpriced, "on_unpriced", &body.onUnpriced, &changes)
        note(wish.onExpiry ?? "release", known.onExpiry, "on_expiry", &body.onExpiry, &changes)
        noteConditions(wish, known.conditions, &body.conditions, &changes)
        return PolicyStep(report: report("budget", name, changes)) { [body] client in
            if !changes.isEmpty { _ = try client.updateUsageLimit(known.id, body) }
        }
    }

    private func report(_ kind: String, _ name: String, _ changes: [String]?) -> PolicyStepReport {
        let action = changes.map { $0.isEmpty ? "unchanged" : "update" } ?? "create"
        return PolicyStepReport(kind: kind, name: name, action: action, changes: changes ?? [])
    }

    /// What is absent from the file is absent from the policy.
    private func note<Value: Equatable & Codable & Sendable>(
        _ wish: Value?, _ known: Value?, _ name: String, _ change: inout Change<Value>, _ changes: inout [String]
    ) {
        guard wish != known else { return }
        change = wish.map { .set($0) } ?? .clear
        changes.append(name)
    }

    private func noteConditions(
        _ wish: some CreatePolicyBody, _ known: [PolicyConditionBody], _ change: inout Change<[PolicyConditionBody]>,
        _ changes: inout [String]
    ) {
        let wished = names.conditions(wish)
        guard wished != known else { return }
        change = .set(wished)
        changes.append("conditions")
    }

    private func requireSame(
        _ isSameType: Bool, _ wish: [PolicyGroupBody], _ known: [PolicyGroupBody], _ name: String
    ) throws {
        let keys = { (groups: [PolicyGroupBody]) in groups.map { ConditionNames.key($0.key) } }
        guard isSameType, keys(wish) == keys(known) else {
            throw Failure(
                .failed,
                "“\(name)” has another type or group_by on the server, and both are for life. Archive it first.")
        }
    }
}
