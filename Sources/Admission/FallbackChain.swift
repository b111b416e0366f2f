import Domain
import Policy

/// A model that takes over, with its place in the chain.
public struct ChainedModel: Sendable {
    public let step: FallbackStep
    /// The model that a call gets: the organization's own, where the list names the platform's of the same name.
    public let entry: ModelEntry

    public var isOverridden: Bool { entry.model.id != step.model }
}

extension ModelCatalogue {
    /// What takes over for a model, in order, be it usable or not. No model comes twice.
    public func chain(
        of asked: ModelEntry, _ fallbacks: FallbackDirectory, for team: TeamID?, in organization: OrganizationID
    ) -> [ChainedModel] {
        var seen: Set<ModelID> = [asked.model.id]
        return fallbacks.walk(from: asked.model.id, for: team, in: organization).compactMap { step in
            guard let entry = find(step.model, for: organization), seen.insert(entry.model.id).inserted else {
                return nil
            }
            return ChainedModel(step: step, entry: entry)
        }
    }
}
