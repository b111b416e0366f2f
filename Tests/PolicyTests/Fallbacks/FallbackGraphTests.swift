import Domain
import Testing

@testable import Policy

struct FallbackGraphTests {
    private let models = (0..<8).map { ModelID.numbered($0) }
    private let team = TeamID.numbered(0)

    private func fault(
        _ graph: FallbackGraph, _ list: [ModelID]?, of model: ModelID, for team: TeamID? = nil
    ) -> FallbackFault? {
        do throws(FallbackFault) {
            try graph.requireSound(list, of: model, for: team)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a list that names its own model, or one twice, is refused and says which`() {
        let graph = FallbackGraph()
        let itself = fault(graph, [models[1], models[0]], of: models[0])
        #expect(itself?.kind == .itself && itself?.position == 1 && itself?.model == models[0])
        let twice = fault(graph, [models[1], models[2], models[1]], of: models[0])
        #expect(twice?.kind == .duplicate && twice?.position == 2 && twice?.model == models[1])
        #expect(fault(graph, [models[1], models[2]], of: models[0]) == nil)
        #expect(fault(graph, [], of: models[0]) == nil)
    }

    @Test func `a list holds thirty-two models and no more`() {
        let many = (1...33).map { ModelID.numbered($0) }
        #expect(fault(FallbackGraph(), Array(many.dropLast()), of: .numbered(0)) == nil)
        #expect(fault(FallbackGraph(), many, of: .numbered(0))?.kind == .tooLong)
    }

    @Test func `a cycle is refused at any remove, and the model that closes it is named`() {
        var graph = FallbackGraph()
        graph.set([models[1]], of: models[0], for: nil)
        graph.set([models[3], models[2]], of: models[1], for: nil)
        let closing = fault(graph, [models[4], models[0]], of: models[2])
        #expect(closing?.kind == .cycle && closing?.position == 1 && closing?.model == models[0])
        #expect(fault(graph, [models[4]], of: models[2]) == nil)
    }

    @Test func `the organization may not close a cycle that only a team would see`() {
        var graph = FallbackGraph()
        graph.set([models[0]], of: models[1], for: team)
        let seen = fault(graph, [models[1]], of: models[0])
        #expect(seen?.kind == .cycle && seen?.team == team && seen?.model == models[1])
        graph.set([], of: models[0], for: team)
        #expect(fault(graph, [models[1]], of: models[0]) == nil)
    }

    @Test func `a team's own list may not go where the organization's would then close a cycle`() {
        var graph = FallbackGraph()
        graph.set([models[1]], of: models[0], for: nil)
        graph.set([], of: models[0], for: team)
        graph.set([models[0]], of: models[1], for: team)
        #expect(fault(graph, nil, of: models[0], for: team)?.kind == .reopensCycle)
        #expect(fault(graph, nil, of: models[1], for: team) == nil)
        #expect(fault(graph, nil, of: models[0]) == nil)
    }

    @Test func `a team's list stands in the place of the organization's, for that team alone`() {
        var graph = FallbackGraph()
        graph.set([models[1], models[2]], of: models[0], for: nil)
        graph.set([models[3]], of: models[0], for: team)
        #expect(graph.walk(from: models[0], for: team).map(\.model) == [models[3]])
        #expect(graph.walk(from: models[0], for: .numbered(1)).map(\.model) == [models[1], models[2]])
        graph.set([], of: models[0], for: team)
        #expect(graph.walk(from: models[0], for: team).isEmpty)
        graph.set(nil, of: models[0], for: team)
        #expect(graph.walk(from: models[0], for: team).count == 2)
    }

    @Test func `the supplied order is kept whole, and what the listed models fall back to comes after it`() {
        var graph = FallbackGraph()
        graph.set([models[1], models[2]], of: models[0], for: nil)
        graph.set([models[3], models[2]], of: models[1], for: nil)
        graph.set([models[4]], of: models[2], for: nil)
        graph.set([models[5]], of: models[3], for: nil)
        let walk = graph.walk(from: models[0], for: nil)
        #expect(walk.map(\.model) == [1, 2, 3, 4, 5].map { models[$0] })
        #expect(walk.map(\.via) == [0, 0, 1, 2, 3].map { models[$0] })
        #expect(walk.map(\.depth) == [1, 1, 2, 2, 3])
    }

    @Test func `a walk ends after sixty-four models`() {
        var graph = FallbackGraph()
        for number in 0..<200 { graph.set([.numbered(number + 1)], of: .numbered(number), for: nil) }
        #expect(graph.walk(from: .numbered(0), for: nil).map(\.model) == (1...64).map { .numbered($0) })
    }
}

extension Identifier {
    static func numbered(_ number: Int) -> Self {
        let digits = String(number, radix: 16)
        return Self("01900000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits)!
    }
}
