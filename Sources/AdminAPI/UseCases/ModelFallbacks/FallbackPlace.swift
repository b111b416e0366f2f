import Domain
import Policy
import Storage

/// Where a list stands: the model that it is for, and whose it is.
struct FallbackPlace {
    let organizationID: OrganizationID
    let model: Model
    /// `nil`: the organization's own list.
    let team: Team?

    /// What to call it in a sentence: `The model 'a' has … for this team`.
    var suffix: String { team == nil ? "" : " of this team's own" }
}

extension AdminService {
    /// - Parameters:
    ///   - model: an id or a name.
    ///   - team: an id; `nil` for the organization.
    func fallbackPlace(
        _ model: String, _ team: String?, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> FallbackPlace {
        let organization = try call.tenant(in: transaction)
        let team = try team.map { id throws(AdminError) in try foundTeam(id, call, transaction) }
        guard let model = try standingModel(model, in: organization.id, transaction) else { throw .missing("model") }
        return FallbackPlace(organizationID: organization.id, model: model, team: team)
    }

    /// The model that a word means in an organization: its own also where the platform's of the same name is asked for by
    /// its id, as calls have it.
    func standingModel(
        _ text: String, in organization: OrganizationID, _ transaction: any Transaction
    ) throws(AdminError) -> Model? {
        guard let found = try findModel(text, visibleTo: organization, transaction) else { return nil }
        return try transaction.models.find(found.name, visibleTo: organization)
    }

    func storedFallbacks(
        at place: FallbackPlace, _ transaction: any Transaction
    ) throws(AdminError) -> ModelFallbacks? {
        try transaction.modelFallbacks.find(place.model.id, of: place.team?.id, in: place.organizationID)
    }

    /// As `storedFallbacks`, where there have to be some.
    func foundFallbacks(
        at place: FallbackPlace, _ transaction: any Transaction
    ) throws(AdminError) -> ModelFallbacks {
        guard let found = try storedFallbacks(at: place, transaction) else {
            throw .invalid(
                "model", "The model '\(place.model.name.text)' has no fallbacks\(place.suffix).")
        }
        return found
    }

    /// All that an organization's lists say, as this transaction sees them.
    func fallbackGraph(
        of organization: OrganizationID, _ transaction: any Transaction
    ) throws(AdminError) -> FallbackGraph {
        var graph = FallbackGraph()
        for list in try transaction.modelFallbacks.list(in: organization) {
            graph.set(list.fallbackIDs, of: list.modelID, for: list.teamID)
        }
        return graph
    }
}
