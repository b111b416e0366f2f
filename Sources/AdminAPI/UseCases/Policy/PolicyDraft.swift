import Domain
import Policy
import Storage
import Wire

/// What a request says of a new policy beside its limit, read before any transaction begins.
struct PolicyDraft: Sendable {
    private let name: String?
    private let conditions: [ConditionDraft]
    private let groupBy: [PolicyAttribute]
    private let onMissing: LimitPolicy.MissingGroup
    private let mode: LimitPolicy.Mode
    /// The organization and the team that the body names, by id or slug.
    private let organization: String?
    private let team: (text: String, param: String)?

    init(_ body: some CreatePolicyBody) throws(AdminError) {
        name = try body.name.map { text throws(AdminError) in try DisplayName(text).text }
        conditions = try ConditionDraft.all(body.conditions)
        groupBy = try Self.groups(body.groupBy)
        onMissing =
            try body.onMissing.map { text throws(AdminError) in
                try choice(text, "on_missing", as: LimitPolicy.MissingGroup.self)
            } ?? .share
        mode =
            try body.mode.map { text throws(AdminError) in try choice(text, "mode", as: LimitPolicy.Mode.self) }
            ?? .enforce
        try Self.requireReadable(body)
        if let first = body.organizationID, let second = body.organisationID, first != second {
            throw .invalid("organisation_id", "organization_id and organisation_id say different things.")
        }
        organization = body.organizationID ?? body.organisationID
        if let first = body.teamID, let second = body.workspaceID, first != second {
            throw .invalid("workspace_id", "team_id and workspace_id say different things.")
        }
        team = body.teamID.map { ($0, "team_id") } ?? body.workspaceID.map { ($0, "workspace_id") }
    }

    /// What is an id or slug for all that can be seen of it, and is none, is told what is wrong with it.
    private static func requireReadable(_ body: some CreatePolicyBody) throws(AdminError) {
        let references = [
            ("organization_id", body.organizationID), ("organisation_id", body.organisationID),
            ("team_id", body.teamID), ("workspace_id", body.workspaceID),
        ]
        for (param, text) in references { if let text { _ = try TextRule.name.checked(text, param) } }
    }

    private static func groups(_ bodies: [PolicyGroupBody]) throws(AdminError) -> [PolicyAttribute] {
        var groups: [PolicyAttribute] = []
        for (index, body) in bodies.prefix(LimitRules.maximumGroups + 1).enumerated() {
            groups.append(try parsedAttribute(body.key, "group_by[\(index)].key"))
        }
        return try LimitRules.checkedGroups(groups)
    }

    func policy(
        _ id: PolicyID, in organization: Organization, _ limit: LimitPolicy.Limit, _ transaction: any Transaction
    ) throws(AdminError) -> LimitPolicy {
        if let named = self.organization, ![organization.id.text, organization.slug.text].contains(named) {
            throw .missing("organization")
        }
        var found: [PolicyCondition] = []
        for condition in conditions { found.append(try condition.condition(in: organization, transaction)) }
        if let demand = try teamCondition(in: organization, transaction), !found.contains(demand) {
            found.append(demand)
        }
        return LimitPolicy(
            id: id, organizationID: organization.id, keyID: nil, name: name, conditions: found, groupBy: groupBy,
            onMissing: onMissing, mode: mode, limit: limit, status: .active, createdAt: transaction.now,
            updatedAt: transaction.now)
    }

    /// A policy that is made in a team is for that team's calls.
    private func teamCondition(
        in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) -> PolicyCondition? {
        guard let team else { return nil }
        guard let found = try transaction.teams.find(named: team.text, in: organization.id) else {
            throw AdminError(.unprocessable, "\(team.param) names no team of the organization.", param: team.param)
        }
        return ValuePattern(found.id.text).map { PolicyCondition(.teamID, .anyOf([$0])) }
    }
}

/// What a request changes of a policy beside its limit.
struct PolicyChanges: Sendable {
    /// Outer `nil` keeps, inner `nil` clears.
    private let name: String??
    private let conditions: [ConditionDraft]?
    private let onMissing: LimitPolicy.MissingGroup?
    private let mode: LimitPolicy.Mode?

    init(_ body: some UpdatePolicyBody) throws(AdminError) {
        switch body.name {
        case .keep: name = .none
        case .clear: name = .some(.none)
        case .set(let text): name = .some(try DisplayName(text).text)
        }
        conditions = try body.conditions.value(of: "conditions").map(ConditionDraft.all)
        onMissing = try body.onMissing.value(of: "on_missing").map { text throws(AdminError) in
            try choice(text, "on_missing", as: LimitPolicy.MissingGroup.self)
        }
        mode = try body.mode.value(of: "mode").map { text throws(AdminError) in
            try choice(text, "mode", as: LimitPolicy.Mode.self)
        }
    }

    func apply(
        to policy: inout LimitPolicy, in organization: Organization, _ transaction: any Transaction
    ) throws(AdminError) {
        policy.name = name ?? policy.name
        policy.onMissing = onMissing ?? policy.onMissing
        policy.mode = mode ?? policy.mode
        guard let conditions else { return }
        policy.conditions = []
        for condition in conditions {
            policy.conditions.append(try condition.condition(in: organization, transaction))
        }
    }
}
