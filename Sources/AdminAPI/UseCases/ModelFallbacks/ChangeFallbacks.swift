import Domain
import Storage
import Wire

extension AdminService {
    public func getFallbacks(
        of model: String, team: String?, _ call: ManagementCall
    ) async throws(AdminError) -> ModelFallbacks {
        try await database.read { transaction throws(AdminError) in
            try foundFallbacks(at: try fallbackPlace(model, team, call, transaction), transaction)
        }
    }

    public func createFallbacks(
        of model: String, team: String?, _ body: SetModelFallbacksBody, _ call: ManagementCall
    ) async throws(AdminError) -> ModelFallbacks {
        try await write(for: call) { transaction throws(AdminError) in
            let place = try fallbackPlace(model, team, call, transaction)
            guard try storedFallbacks(at: place, transaction) == nil else {
                let name = place.model.name.text
                throw .invalid(
                    "model", "The model '\(name)' has fallbacks\(place.suffix) already. PATCH replaces them.")
            }
            let now = transaction.now
            let fallbacks = ModelFallbacks(
                modelID: place.model.id, organizationID: place.organizationID, teamID: place.team?.id,
                fallbackIDs: try acceptedFallbacks(body.models, at: place, transaction), createdAt: now,
                updatedAt: now)
            try transaction.modelFallbacks.insert(fallbacks)
            publish(fallbacks, transaction)
            try record(.fallbacksCreate, fallbacks, for: call, transaction)
            return fallbacks
        }
    }

    public func updateFallbacks(
        of model: String, team: String?, _ body: SetModelFallbacksBody, _ call: ManagementCall
    ) async throws(AdminError) -> ModelFallbacks {
        try await write(for: call) { transaction throws(AdminError) in
            let place = try fallbackPlace(model, team, call, transaction)
            var fallbacks = try foundFallbacks(at: place, transaction)
            let wanted = try acceptedFallbacks(body.models, at: place, transaction)
            guard wanted != fallbacks.fallbackIDs else { return fallbacks }
            fallbacks.fallbackIDs = wanted
            fallbacks.updatedAt = transaction.now
            try transaction.modelFallbacks.update(fallbacks)
            publish(fallbacks, transaction)
            try record(.fallbacksUpdate, fallbacks, for: call, transaction)
            return fallbacks
        }
    }

    public func deleteFallbacks(of model: String, team: String?, _ call: ManagementCall) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let place = try fallbackPlace(model, team, call, transaction)
            let fallbacks = try foundFallbacks(at: place, transaction)
            try requireSound(nil, at: place, transaction)
            try removeFallbacks(fallbacks, transaction)
            try record(.fallbacksDelete, fallbacks, for: call, transaction)
        }
    }

    func publish(_ fallbacks: ModelFallbacks, _ transaction: any Transaction) {
        transaction.afterCommit { [directory = self.fallbacks] in directory.apply(fallbacks) }
    }

    func removeFallbacks(_ fallbacks: ModelFallbacks, _ transaction: any Transaction) throws(AdminError) {
        try transaction.modelFallbacks.delete(fallbacks)
        transaction.afterCommit { [directory = self.fallbacks] in directory.remove(fallbacks) }
    }

    func record(
        _ action: AuditEvent.Action, _ fallbacks: ModelFallbacks, for call: some Attributable,
        _ transaction: any Transaction
    ) throws(AdminError) {
        var details = ["fallback_ids": fallbacks.fallbackIDs.map(\.text).joined(separator: " ")]
        details["team_id"] = fallbacks.teamID?.text
        try audit.record(
            action, fallbacks.modelID, in: fallbacks.organizationID, for: call, details, transaction)
    }
}
