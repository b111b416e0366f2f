import Domain
import TestSupport
import Testing

@testable import Policy

/// Random changes against a naive model that knows nothing of how the graph answers.
struct FallbackPropertyTests {
    private static let models = (0..<7).map { ModelID.numbered($0) }
    private static let teams: [TeamID?] = [nil, .numbered(0), .numbered(1), .numbered(2)]

    /// Every list there is, as it is stored, and cycles found by following every path to its end.
    private struct Naive {
        struct Place: Hashable {
            let team: TeamID?
            let model: ModelID
        }

        var lists: [Place: [ModelID]] = [:]

        func list(_ model: ModelID, _ team: TeamID?) -> [ModelID] {
            lists[Place(team: team, model: model)] ?? lists[Place(team: nil, model: model)] ?? []
        }

        var hasCycle: Bool {
            teams.contains { team in models.contains { closes(team, [$0]) } }
        }

        private func closes(_ team: TeamID?, _ path: [ModelID]) -> Bool {
            list(path[path.count - 1], team).contains { path.contains($0) || closes(team, path + [$0]) }
        }
    }

    private static func change(_ random: inout SeededGenerator) -> (Naive.Place, [ModelID]?) {
        let team = teams.randomElement(using: &random)!
        let place = Naive.Place(team: team, model: models.randomElement(using: &random)!)
        guard Int.random(in: 0..<4, using: &random) > 0 else { return (place, nil) }
        let others = models.filter { $0 != place.model }.shuffled(using: &random)
        return (place, Array(others.prefix(Int.random(in: 0...3, using: &random))))
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `no sequence of accepted changes ever yields a cycle, and no change is refused for nothing`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var graph = FallbackGraph()
        var naive = Naive()
        var (accepted, refused) = (0, 0)
        for _ in 0..<400 {
            let (place, list) = Self.change(&random)
            var changed = naive
            changed.lists[place] = list
            do throws(FallbackFault) {
                try graph.requireSound(list, of: place.model, for: place.team)
                graph.set(list, of: place.model, for: place.team)
                naive = changed
                accepted += 1
                #expect(!naive.hasCycle)
            } catch {
                refused += 1
                #expect(changed.hasCycle)
            }
        }
        #expect(accepted > 50 && refused > 20)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a walk never repeats a model and holds exactly what can be reached, even where there are cycles`(
        _ seed: UInt64
    ) {
        var random = SeededGenerator(seed: seed)
        var graph = FallbackGraph()
        var naive = Naive()
        for _ in 0..<30 {
            let (place, list) = Self.change(&random)
            graph.set(list, of: place.model, for: place.team)
            naive.lists[place] = list
            for (team, model) in Self.teams.flatMap({ team in Self.models.map { (team, $0) } }) {
                let walk = graph.walk(from: model, for: team).map(\.model)
                var reached: Set<ModelID> = [model]
                for _ in Self.models { reached.formUnion(reached.flatMap { naive.list($0, team) }) }
                #expect(Set(walk).union([model]) == reached && walk.count == reached.count - 1)
                #expect(walk.starts(with: naive.list(model, team)))
            }
        }
    }
}
