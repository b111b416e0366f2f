import Domain
import Policy
import TestSupport
import Testing

@testable import Admission

/// Which policies a call comes under, whatever was made ready to find them quickly.
struct SelectionTests {
    private static let models = ["openai/gpt", "openai/mini", "acme/one", "free"]
    private static let labels = ["a", "b", "a|b"]

    private static func pattern(_ text: String) -> ValuePattern { ValuePattern(text)! }

    private static func condition(_ world: LimitWorld, _ random: inout SeededGenerator) -> PolicyCondition {
        let choices: [(PolicyAttribute, [String])] = [
            (.apiKey, world.keys.map(\.text) + ["*"]), (.teamID, [world.team.text, "*"]),
            (.userID, ["*", world.team.text]), (.organizationID, [world.organization.text]),
            (.model, models + ["openai/*", "*"]), (.provider, ["acme", "other", "a*"]),
            (.metadata("x"), labels + ["*"]), (.metadata("y"), labels),
        ]
        let (attribute, values) = choices.randomElement(using: &random)!
        let chosen = values.shuffled(using: &random).prefix(.random(in: 1...2, using: &random)).map(pattern)
        return PolicyCondition(
            attribute, Int.random(in: 0..<4, using: &random) == 0 ? .noneOf(chosen) : .anyOf(chosen))
    }

    private static func conditions(_ world: LimitWorld, _ random: inout SeededGenerator) -> [PolicyCondition] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in condition(world, &random) }
    }

    private static func call(_ world: LimitWorld, _ random: inout SeededGenerator) throws -> LimitedCall {
        var metadata: [String: String] = [:]
        for name in ["x", "y", "z"] where Bool.random(using: &random) {
            metadata[name] = labels.randomElement(using: &random)
        }
        let key = Int.random(in: 0..<3, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return try world.call(key, nil, metadata: metadata)
        case 1: return try world.call(key, Samples.cheap, metadata: metadata)
        case 2: return try world.call(key, Samples.free, metadata: metadata)
        default:
            return try world.call(key, nil, named: models.randomElement(using: &random), cost: 0, metadata: metadata)
        }
    }

    /// Asks every active policy in turn.
    private static func naively(_ policies: [LimitPolicy], _ call: LimitedCall) -> Set<PolicyID> {
        let matching = policies.filter { policy in
            guard policy.status == .active else { return false }
            switch PolicyMatcher(policy).match(call.matching) {
            case .matched, .denied: return true
            case .skipped, .unmatched: return false
            }
        }
        return Set(matching.map(\.id))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a call comes under the policies that match it and no others, through every change of them`(
        _ seed: UInt64
    ) async throws {
        try await withBooks { world in
            var random = SeededGenerator(seed: seed)
            var matched = 0
            for step in 0..<1500 {
                switch Int.random(in: 0..<30, using: &random) {
                case 0:
                    let missing: [LimitPolicy.MissingGroup] = [.share, .skip, .deny]
                    world.policy(
                        .rate(1_000_000, .rpm), Self.conditions(world, &random),
                        groupBy: [[.apiKey, .model, .metadata("x"), .userID].randomElement(using: &random)!],
                        onMissing: missing.randomElement(using: &random)!)
                case 1:
                    guard var policy = world.policies.randomElement(using: &random) else { continue }
                    policy.status = policy.status == .active ? .archived : .active
                    world.put(policy)
                case 2:
                    guard var policy = world.policies.randomElement(using: &random) else { continue }
                    policy.conditions = Self.conditions(world, &random)
                    world.put(policy)
                case 3: if step % 5 == 0 { try await world.restart() }
                default:
                    let call = try Self.call(world, &random)
                    let standings = try world.books.standings(for: call).standings.map(\.policy.id)
                    #expect(Set(standings) == Self.naively(world.policies, call), "seed \(seed), step \(step)")
                    #expect(Set(standings).count == standings.count)
                    matched += standings.count
                }
            }
            #expect(matched > 1000)
        }
    }
}
