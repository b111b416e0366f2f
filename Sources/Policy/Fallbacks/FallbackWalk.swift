import Domain

/// A model that takes over, and how a call comes to it.
public struct FallbackStep: Hashable, Sendable {
    public let model: ModelID
    /// The model in whose list it stands.
    public let via: ModelID
    /// 1 for the list of the model that was asked for, 2 for the lists of those, and so on.
    public let depth: Int
}

extension FallbackGraph {
    /// What a call tries at most after the model that it asked for.
    public static let maximumSteps = 64

    /// The models that take over, in the order in which a call tries them: the model's own list as it was supplied, then
    /// the lists of the models in it, one after the other, and so on, level by level. What was supplied is thus never
    /// interrupted by what somebody supplied for another model. Each model comes once, where it comes first, and the model
    /// itself never; after `maximumSteps` it ends.
    ///
    /// A model that may not be used is walked through all the same: what takes over for it takes over.
    public func walk(from model: ModelID, for team: TeamID?) -> [FallbackStep] {
        var steps: [FallbackStep] = []
        var seen: Set<ModelID> = [model]
        append(list(of: model, for: team), via: model, depth: 1, to: &steps, &seen)
        var next = 0
        while next < steps.count, steps.count < Self.maximumSteps {
            let step = steps[next]
            append(list(of: step.model, for: team), via: step.model, depth: step.depth + 1, to: &steps, &seen)
            next += 1
        }
        return steps
    }

    private func append(
        _ list: [ModelID], via: ModelID, depth: Int, to steps: inout [FallbackStep], _ seen: inout Set<ModelID>
    ) {
        for model in list where steps.count < Self.maximumSteps && seen.insert(model).inserted {
            steps.append(FallbackStep(model: model, via: via, depth: depth))
        }
    }
}
