import Domain
import Policy
import Storage

extension AdminService {
    /// The models that a request names for a list, if they may be that list.
    func acceptedFallbacks(
        _ texts: [String], at place: FallbackPlace, _ transaction: any Transaction
    ) throws(AdminError) -> [ModelID] {
        guard texts.count <= FallbackGraph.maximumListLength else {
            throw .invalid("models", "models holds at most \(FallbackGraph.maximumListLength) entries.")
        }
        var models: [Model] = []
        for (position, text) in texts.enumerated() {
            let param = "models[\(position)]"
            let text = try TextRule.name.checked(text, param)
            guard let model = try standingModel(text, in: place.organizationID, transaction) else {
                throw .invalid(param, "The organization has no model '\(text.prefix(255))'.")
            }
            models.append(model)
        }
        try requireSound(models, at: place, transaction)
        return models.map(\.id)
    }

    /// - Parameter models: `nil` where the list is to go.
    func requireSound(
        _ models: [Model]?, at place: FallbackPlace, _ transaction: any Transaction
    ) throws(AdminError) {
        let graph = try fallbackGraph(of: place.organizationID, transaction)
        do throws(FallbackFault) {
            try graph.requireSound(models?.map(\.id), of: place.model.id, for: place.team?.id)
        } catch {
            throw try refusal(of: error, at: place, transaction)
        }
    }

    private func refusal(
        of fault: FallbackFault, at place: FallbackPlace, _ transaction: any Transaction
    ) throws(AdminError) -> AdminError {
        let found = try transaction.models.find(fault.model, visibleTo: place.organizationID)
        let (target, own) = (Self.words(fault.model, found), Self.words(place.model.id, place.model))
        let param = "models[\(fault.position)]"
        let viewer = fault.team.map { $0 == place.team?.id ? "" : " for the team \($0)" } ?? ""
        switch fault.kind {
        case .itself: return .invalid(param, "A model cannot fall back to itself: \(target).")
        case .duplicate: return .invalid(param, "\(target) is in the list twice.")
        case .tooLong:
            return .invalid("models", "models holds at most \(FallbackGraph.maximumListLength) entries.")
        case .cycle:
            return .invalid(param, "\(target) falls back to \(own)\(viewer): that would be a cycle.")
        case .reopensCycle:
            return .invalid(
                "model",
                """
                Without this list the organization's shows again, in which \(target) stands, and for this team that \
                falls back to \(own): that would be a cycle.
                """)
        }
    }

    /// `'gpt-4o' (01890…)`: the name for people, the id for programs.
    private static func words(_ id: ModelID, _ model: Model?) -> String {
        model.map { "'\($0.name.text)' (\(id))" } ?? id.text
    }
}
