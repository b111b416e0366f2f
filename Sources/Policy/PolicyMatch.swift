import Domain

/// What a policy says to a call, before any counter is looked at.
public enum PolicyMatch: Hashable, Sendable {
    /// It applies, and counts in this group's counter.
    case matched(group: String)
    /// It leaves a call that lacks this alone.
    case skipped(missing: PolicyAttribute)
    /// It refuses a call that lacks this.
    case denied(missing: PolicyAttribute)
    /// It does not apply: the condition at this index does not hold.
    case unmatched(condition: Int)
}

/// A policy's conditions and groups, made ready to be asked once per call.
public struct PolicyMatcher: Sendable {
    private let conditions: [Condition]
    private let groups: [GroupPart]
    private let onMissing: LimitPolicy.MissingGroup

    public init(_ policy: LimitPolicy) {
        self.init(conditions: policy.conditions, groupBy: policy.groupBy, onMissing: policy.onMissing)
    }

    public init(
        conditions: [PolicyCondition], groupBy: [PolicyAttribute], onMissing: LimitPolicy.MissingGroup
    ) {
        self.conditions = conditions.map(Condition.init)
        groups = groupBy.map { GroupPart(attribute: $0, label: "\(GroupText.escaped($0.text)):") }
        self.onMissing = onMissing
    }

    /// A policy that does not apply says so first: a missing attribute is of no account to it.
    public func match(_ call: PolicyCall) -> PolicyMatch {
        if let index = conditions.firstIndex(where: { !$0.holds(for: call) }) { return .unmatched(condition: index) }
        var group = ""
        for part in groups {
            let value = call.value(of: part.attribute)
            if value == nil, onMissing != .share {
                return onMissing == .skip ? .skipped(missing: part.attribute) : .denied(missing: part.attribute)
            }
            if !group.isEmpty { group += GroupText.separator }
            group += part.label
            group += GroupText.escaped(value ?? "")
        }
        return .matched(group: group)
    }

    private struct GroupPart {
        let attribute: PolicyAttribute
        let label: String
    }

    /// A condition whose ids were read beforehand: comparing two of them writes no text.
    private struct Condition {
        let source: PolicyCondition
        let ids: Ids?

        enum Ids {
            case key(Set<APIKeyID>)
            case team(Set<TeamID>)
            case user(Set<UserID>)
            case organization(Set<OrganizationID>)
        }

        init(_ condition: PolicyCondition) {
            source = condition
            ids =
                switch condition.attribute {
                case .apiKey: Self.read(condition).map(Ids.key)
                case .teamID: Self.read(condition).map(Ids.team)
                case .userID: Self.read(condition).map(Ids.user)
                case .organizationID: Self.read(condition).map(Ids.organization)
                case .model, .provider, .metadata: nil
                }
        }

        /// `nil` where a pattern is no id; the texts are compared then.
        private static func read<Entity>(_ condition: PolicyCondition) -> Set<Identifier<Entity>>? {
            let ids = condition.match.patterns.map { Identifier<Entity>($0.text) }
            return ids.contains(nil) ? nil : Set(ids.compactMap(\.self))
        }

        func holds(for call: PolicyCall) -> Bool {
            let isAmong: Bool
            switch ids {
            case .key(let ids): isAmong = ids.contains(call.keyID)
            case .team(let ids): isAmong = call.teamID.map(ids.contains) ?? false
            case .user(let ids): isAmong = call.userID.map(ids.contains) ?? false
            case .organization(let ids): isAmong = ids.contains(call.organizationID)
            case nil: return source.holds(for: call.value(of: source.attribute))
            }
            return source.match.isExclusion ? !isAmong : isAmong
        }
    }
}

/// How a group is written: `api_key:0197…|metadata.user_id:anna`. Two groups of a policy are the same where their texts
/// are.
public enum GroupText {
    static let separator = "|"
    private static let marks: Set<UInt8> = [UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "\\")]

    /// The group of a policy that groups by one key alone.
    public static func text(of attribute: PolicyAttribute, _ value: String) -> String {
        "\(escaped(attribute.text)):\(escaped(value))"
    }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: marks.contains) else { return text }
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            if marks.contains(byte) { escaped.append(UInt8(ascii: "\\")) }
            escaped.append(byte)
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
