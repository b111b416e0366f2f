public typealias PolicyID = Identifier<LimitPolicy>

/// A limit and the calls that it is for: every condition must hold, and each distinct combination of what `groupBy` names
/// has a counter of its own.
public struct LimitPolicy: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable { case usage, rate }

    public enum Status: String, CaseIterable, Sendable { case active, archived }

    /// Whether a call beyond the limit is refused, or only counted as one that would have been.
    public enum Mode: String, CaseIterable, Sendable { case enforce, shadow }

    /// What becomes of a call that lacks something that `groupBy` names.
    public enum MissingGroup: String, CaseIterable, Sendable {
        /// All such calls share the counter of the empty value.
        case share
        case skip, deny
    }

    public enum Limit: Hashable, Sendable {
        case usage(UsageLimit)
        case rate(RateLimit)
    }

    public let id: PolicyID
    public let organizationID: OrganizationID
    /// Set where the limit was given inline on a key; the policy then lives and dies with the key.
    public let keyID: APIKeyID?
    public var name: String?
    public var conditions: [PolicyCondition]
    public var groupBy: [PolicyAttribute]
    public var onMissing: MissingGroup
    public var mode: Mode
    public var limit: Limit
    public var status: Status
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        id: PolicyID, organizationID: OrganizationID, keyID: APIKeyID?, name: String?, conditions: [PolicyCondition],
        groupBy: [PolicyAttribute], onMissing: MissingGroup, mode: Mode, limit: Limit, status: Status,
        createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.organizationID = organizationID
        self.keyID = keyID
        self.name = name
        self.conditions = conditions
        self.groupBy = groupBy
        self.onMissing = onMissing
        self.mode = mode
        self.limit = limit
        self.status = status
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public var kind: Kind {
        switch limit {
        case .usage: .usage
        case .rate: .rate
        }
    }

    public var usageLimit: UsageLimit? { if case .usage(let usage) = limit { usage } else { nil } }
    public var rateLimit: RateLimit? { if case .rate(let rate) = limit { rate } else { nil } }

    /// The team whose calls alone it is for, where its conditions demand one.
    public var teamID: TeamID? {
        for condition in conditions where condition.attribute == .teamID {
            guard case .anyOf(let patterns) = condition.match, patterns.count == 1 else { continue }
            if let id = TeamID(patterns[0].text) { return id }
        }
        return nil
    }
}
