import Admission
import Domain
import Policy
import Storage

/// A model with what takes over for it, as a call finds it at this moment.
public struct ModelResolution: Sendable {
    public let teamID: TeamID?
    public let asked: ResolvedModel
    public let fallbacks: [ResolvedModel]
}

public struct ResolvedModel: Sendable {
    public let model: Model
    /// `nil` for the model that was asked for.
    public let step: FallbackStep?
    /// Whether the list that it stands in is the team's own.
    public let isOfTeam: Bool
    public let warnings: [FallbackWarning]

    public var isUsable: Bool { !warnings.contains(where: \.isSkipped) }
}

extension AdminService {
    /// Walks the chain as a call does, in memory.
    public func resolveModel(
        _ model: String, team: String?, _ call: ManagementCall
    ) async throws(AdminError) -> ModelResolution {
        let place = try await database.read { transaction throws(AdminError) in
            try fallbackPlace(model, team, call, transaction)
        }
        guard let asked = catalogue.find(place.model.id, for: place.organizationID) else { throw .missing("model") }
        let (team, now) = (place.team?.id, time.now())
        let judged = candidate(asked, for: place, at: now)
        let chain = catalogue.chain(of: asked, fallbacks, for: team, in: place.organizationID)
        return ModelResolution(
            teamID: team,
            asked: ResolvedModel(
                model: asked.model, step: nil, isOfTeam: false, warnings: judged.warnings(takingOverFor: nil)),
            fallbacks: chain.map { chained in
                let target = candidate(chained.entry, for: place, at: now, isOverridden: chained.isOverridden)
                return ResolvedModel(
                    model: chained.entry.model, step: chained.step,
                    isOfTeam: fallbacks.isOverride(chained.step.via, for: team, in: place.organizationID),
                    warnings: target.warnings(takingOverFor: judged))
            })
    }

    private func candidate(
        _ entry: ModelEntry, for place: FallbackPlace, at now: Instant, isOverridden: Bool = false
    ) -> FallbackCandidate {
        let isAllowed = place.team.map { access.mayUse(entry.reference, .team($0.id), in: place.organizationID) }
        return FallbackCandidate(
            model: entry.model, price: entry.price(at: now)?.state ?? .unpriced, isAllowed: isAllowed ?? true,
            isOverridden: isOverridden)
    }
}
