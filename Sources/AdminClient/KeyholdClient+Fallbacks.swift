import Wire

/// - Parameter team: in all of these, whose own list is meant; nil for the organization's.
extension KeyholdClient {
    public func getFallbacks(
        of model: String, team: String? = nil
    ) throws(AdminClientError) -> ModelFallbacksBody {
        try send(call(.getModelFallbacks, .getTeamFallbacks, model, team))
    }

    /// Whether there is a list, be it an empty one.
    public func hasFallbacks(_ model: String, team: String? = nil) throws(AdminClientError) -> Bool {
        do throws(AdminClientError) {
            _ = try getFallbacks(of: model, team: team)
            return true
        } catch .api(let failure) where failure.status == 400 {
            return false
        }
    }

    /// - Throws: `AdminClientError.api` of status 400 where there is a list already.
    public func createFallbacks(
        of model: String, team: String? = nil, _ body: SetModelFallbacksBody
    ) throws(AdminClientError) -> ModelFallbacksBody {
        try send(call(.createModelFallbacks, .createTeamFallbacks, model, team, Codec.encode(body)))
    }

    /// Replaces the list.
    public func updateFallbacks(
        of model: String, team: String? = nil, _ body: SetModelFallbacksBody
    ) throws(AdminClientError) -> ModelFallbacksBody {
        try send(call(.updateModelFallbacks, .updateTeamFallbacks, model, team, Codec.encode(body)))
    }

    public func deleteFallbacks(of model: String, team: String? = nil) throws(AdminClientError) {
        try sendIgnoringReply(call(.deleteModelFallbacks, .deleteTeamFallbacks, model, team))
    }

    /// What a call for the model tries, with what is to be known of each.
    public func resolveModel(
        _ model: String, team: String? = nil
    ) throws(AdminClientError) -> ModelResolutionBody {
        try send(Call(.resolveModel, path: Endpoint.resolveModel.path(model), query: Query(teamID: team)))
    }

    private func call(
        _ organizations: Endpoint, _ teams: Endpoint, _ model: String, _ team: String?, _ body: [UInt8]? = nil
    ) -> Call {
        guard let team else { return Call(organizations, path: organizations.path(model), body: body) }
        return Call(teams, path: teams.path(team, model), body: body)
    }
}
