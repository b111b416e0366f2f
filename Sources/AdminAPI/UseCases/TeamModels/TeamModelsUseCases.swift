import Domain
import Policy
import Storage
import Wire

extension AdminService {
    public func getTeamModels(ofTeam id: String, _ call: ManagementCall) async throws(AdminError) -> TeamModels {
        try await database.read { transaction throws(AdminError) in
            try models(of: try foundTeam(id, call, transaction), transaction)
        }
    }

    /// Visible to the next call under any key of the team, or of its members.
    public func setTeamModels(
        ofTeam id: String, _ body: SetTeamModelsBody, _ call: ManagementCall
    ) async throws(AdminError) -> TeamModels {
        let mode = try choice(body.mode, "mode", as: ModelAccessMode.self)
        let patterns = try KeyRules.models(body.models ?? [], "models", atMost: ModelRules.maximumTeamModels)
        return try await database.write { transaction throws(AdminError) in
            let team = try foundTeam(id, call, transaction)
            try requireKnownIDs(patterns, "models", in: team.organizationID, transaction)
            let before = try models(of: team, transaction)
            var models = before
            models.mode = mode
            models.models = patterns
            guard models != before else { return before }
            models.updatedAt = transaction.now
            try setModels(models, transaction)
            try audit.record(
                .teamModelsUpdate, team.id, in: team.organizationID, for: call,
                ["mode": mode.rawValue, "models": patterns.map(\.text).joined(separator: " ")], transaction)
            return models
        }
    }

    func setModels(_ models: TeamModels, _ transaction: any Transaction) throws(AdminError) {
        try transaction.teamModels.set(models)
        transaction.afterCommit { [access] in access.set(models) }
    }

    private func models(of team: Team, _ transaction: any Transaction) throws(AdminError) -> TeamModels {
        try transaction.teamModels.find(team.id, in: team.organizationID)
            ?? TeamModels(
                teamID: team.id, organizationID: team.organizationID, mode: .all, models: [],
                updatedAt: team.createdAt)
    }

    /// A name may be listed before there is a model of it; an id can mean nothing but a model that is there.
    private func requireKnownIDs(
        _ patterns: [ModelPattern], _ param: String, in organization: OrganizationID, _ transaction: any Transaction
    ) throws(AdminError) {
        for (index, pattern) in patterns.enumerated() {
            guard let id = ModelID(pattern.text) else { continue }
            guard try transaction.models.find(id, visibleTo: organization) != nil else {
                throw .invalid("\(param)[\(index)]", "There is no model with the id \(id).")
            }
        }
    }
}
