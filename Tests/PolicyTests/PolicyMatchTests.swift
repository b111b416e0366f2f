import Domain
import Policy
import TestSupport
import Testing

struct PolicyMatchTests {
    private static let source = UUIDv7Source()
    private static let now = Instant(milliseconds: 1_769_850_000_000)
    private static let keys = (0..<3).map { _ in source.next(APIKey.self, at: now) }
    private static let teams = (0..<3).map { _ in source.next(Team.self, at: now) }
    private static let users = (0..<3).map { _ in source.next(User.self, at: now) }
    private static let organizations = (0..<2).map { _ in source.next(Organization.self, at: now) }
    private static let models = ["openai/gpt-4o", "openai/gpt-5", "anthropic/claude", "open", "o"]
    private static let providers = ["openai", "anthropic", "azure-openai"]
    private static let labels = ["a", "b", "a|b", "a:b", "a\\", "\\|", "", "|metadata.y:a", "ą", "A"]

    private static func call(_ random: inout SeededGenerator) throws -> PolicyCall {
        var labels: [String: String] { Self.labels(&random) }
        return PolicyCall(
            keyID: keys.randomElement(using: &random)!, organizationID: organizations.randomElement(using: &random)!,
            owner: Bool.random(using: &random)
                ? .team(teams.randomElement(using: &random)!) : .user(users.randomElement(using: &random)!),
            model: Bool.random(using: &random) ? models.randomElement(using: &random) : nil,
            provider: Bool.random(using: &random) ? providers.randomElement(using: &random) : nil,
            keyMetadata: try Metadata(Self.labels(&random)), requestMetadata: try Metadata(Self.labels(&random)))
    }

    private static func labels(_ random: inout SeededGenerator) -> [String: String] {
        var entries: [String: String] = [:]
        for name in ["x", "y", "x|y", "user:id"] where Int.random(in: 0..<3, using: &random) == 0 {
            entries[name] = labels.randomElement(using: &random)
        }
        return entries
    }

    private static let attributes: [PolicyAttribute] = [
        .apiKey, .teamID, .userID, .organizationID, .model, .provider, .metadata("x"), .metadata("y"),
        .metadata("x|y"), .metadata("user:id"),
    ]

    private static func values(_ attribute: PolicyAttribute) -> [String] {
        switch attribute {
        case .apiKey: keys.map(\.text) + ["*"]
        case .teamID: teams.map(\.text) + ["*"]
        case .userID: users.map(\.text) + ["*"]
        case .organizationID: organizations.map(\.text) + ["*"]
        case .model: models + ["*", "openai/*", "op*", "anthropic/claude*"]
        case .provider: providers + ["*", "open*"]
        case .metadata: labels.filter { !$0.isEmpty } + ["*", "a*"]
        }
    }

    private static func condition(_ random: inout SeededGenerator) -> PolicyCondition {
        let attribute = attributes.randomElement(using: &random)!
        let count = Int.random(in: 1...2, using: &random)
        let patterns = (0..<count).map { _ in ValuePattern(values(attribute).randomElement(using: &random)!)! }
        return PolicyCondition(attribute, Bool.random(using: &random) ? .anyOf(patterns) : .noneOf(patterns))
    }

    /// Word for word what the documentation says, with nothing made ready.
    private static func naively(_ condition: PolicyCondition, holdsFor call: PolicyCall) -> Bool {
        func matches(_ pattern: String) -> Bool {
            guard let value = naiveValue(condition.attribute, call) else { return false }
            return pattern.hasSuffix("*") ? value.hasPrefix(pattern.dropLast()) : value == pattern
        }
        switch condition.match {
        case .anyOf(let patterns): return patterns.contains { matches($0.text) }
        case .noneOf(let patterns): return !patterns.contains { matches($0.text) }
        }
    }

    private static func naiveValue(_ attribute: PolicyAttribute, _ call: PolicyCall) -> String? {
        switch (attribute, call.owner) {
        case (.apiKey, _): call.keyID.text
        case (.organizationID, _): call.organizationID.text
        case (.teamID, .team(let id)): id.text
        case (.userID, .user(let id)): id.text
        case (.teamID, .user), (.userID, .team): nil
        case (.model, _): call.model
        case (.provider, _): call.provider
        case (.metadata, _): call.value(of: attribute)
        }
    }

    @Test func `a policy applies where all of its conditions hold, and says which one does not`() throws {
        var random = SeededGenerator(seed: 11)
        var seen: Set<Int> = []
        for _ in 0..<5_000 {
            let call = try Self.call(&random)
            let conditions = (0...Int.random(in: 0...2, using: &random)).map { _ in Self.condition(&random) }
            let matcher = PolicyMatcher(conditions: conditions, groupBy: [], onMissing: .share)
            let failing = conditions.firstIndex { !Self.naively($0, holdsFor: call) }
            #expect(matcher.match(call) == failing.map { .unmatched(condition: $0) } ?? .matched(group: ""))
            seen.insert(failing ?? -1)
        }
        #expect(seen == [-1, 0, 1, 2])
    }

    @Test func `distinct values have distinct groups, equal values the same, whatever is in them`() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<60 {
            let groupBy = Array(Self.attributes.shuffled(using: &random).prefix(.random(in: 1...4, using: &random)))
            let matcher = PolicyMatcher(conditions: [], groupBy: groupBy, onMissing: .share)
            var groups: [[String]: String] = [:]
            for _ in 0..<100 {
                let call = try Self.call(&random)
                guard case .matched(let group) = matcher.match(call) else {
                    Issue.record("a policy without conditions did not match")
                    return
                }
                let values = groupBy.map { Self.naiveValue($0, call) ?? "" }
                #expect(groups.updateValue(group, forKey: values).map { $0 == group } ?? true)
            }
            #expect(Set(groups.values).count == groups.count)
        }
    }

    @Test func `a call that lacks what it is grouped by shares, is left alone or is refused, as the policy says`()
        throws
    {
        let call = PolicyCall(
            keyID: Self.keys[0], organizationID: Self.organizations[0], owner: .user(Self.users[0]))
        let groupBy: [PolicyAttribute] = [.apiKey, .teamID, .metadata("x")]
        func match(_ onMissing: LimitPolicy.MissingGroup, _ conditions: [PolicyCondition] = []) -> PolicyMatch {
            PolicyMatcher(conditions: conditions, groupBy: groupBy, onMissing: onMissing).match(call)
        }
        #expect(match(.share) == .matched(group: "api_key:\(Self.keys[0])|team_id:|metadata.x:"))
        #expect(match(.skip) == .skipped(missing: .teamID))
        #expect(match(.deny) == .denied(missing: .teamID))
        let other = PolicyCondition(.model, .anyOf([try #require(ValuePattern("*"))]))
        #expect(match(.deny, [other]) == .unmatched(condition: 0))
    }

    @Test func `a caller cannot talk itself out of what its key says`() throws {
        let call = PolicyCall(
            keyID: Self.keys[0], organizationID: Self.organizations[0], owner: .team(Self.teams[0]),
            keyMetadata: try Metadata(["plan": "free"]),
            requestMetadata: try Metadata(["plan": "gold", "user": "anna"]))
        #expect(call.value(of: .metadata("plan")) == "free")
        #expect(call.value(of: .metadata("user")) == "anna")
        let matcher = PolicyMatcher(conditions: [], groupBy: [.metadata("plan"), .metadata("user")], onMissing: .deny)
        #expect(matcher.match(call) == .matched(group: "metadata.plan:free|metadata.user:anna"))
    }
}
