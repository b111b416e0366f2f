import Domain
import Storage

extension AdminService {
    /// Names that a refusal lists; the ids of all are beside them.
    private static let mostNames = 10

    /// Sees to the lists that name a model which is about to go, or to be disabled.
    ///
    /// - Parameter force: takes it out of them.
    /// - Returns: the lists that it was taken out of, as they now are.
    /// - Throws: `conflict` where there are some and `force` is not set.
    func takeOutOfFallbacks(
        _ model: Model, force: Bool, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> [ModelFallbacks] {
        let naming = try transaction.modelFallbacks.listNaming(model.id, in: model.organizationID)
        guard force || naming.isEmpty else { throw try inUse(model, naming, transaction) }
        var changed: [ModelFallbacks] = []
        for var list in naming {
            list.fallbackIDs.removeAll { $0 == model.id }
            list.updatedAt = transaction.now
            try transaction.modelFallbacks.update(list)
            publish(list, transaction)
            try record(.fallbacksUpdate, list, for: call, transaction)
            changed.append(list)
        }
        return changed
    }

    /// The same for a model that a change disables; nothing for any other.
    func takeOutIfDisabled(
        _ model: Model, replacing before: Model, force: Bool, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> [ModelFallbacks] {
        guard before.isEnabled, !model.isEnabled else { return [] }
        return try takeOutOfFallbacks(model, force: force, call, transaction)
    }

    /// Drops every list of a model that goes.
    func removeFallbacks(of model: Model, _ call: ManagementCall, _ transaction: any Transaction) throws(AdminError) {
        for list in try transaction.modelFallbacks.listEverywhere(of: model.id) {
            try removeFallbacks(list, transaction)
            try record(.fallbacksDelete, list, for: call, transaction)
        }
    }

    /// Drops every list that a team which goes has of its own.
    func removeFallbacks(of team: Team, _ transaction: any Transaction) throws(AdminError) {
        for list in try transaction.modelFallbacks.list(of: team.id, in: team.organizationID) {
            try removeFallbacks(list, transaction)
        }
    }

    private func inUse(
        _ model: Model, _ naming: [ModelFallbacks], _ transaction: any Transaction
    ) throws(AdminError) -> AdminError {
        var ids: [ModelID] = []
        for list in naming where !ids.contains(list.modelID) { ids.append(list.modelID) }
        var names: [String] = []
        for id in ids.prefix(Self.mostNames) {
            let list = naming.first { $0.modelID == id }
            let found = try list.flatMap { list throws(AdminError) in
                try transaction.models.find(id, visibleTo: list.organizationID)
            }
            names.append(found.map { "'\($0.name.text)'" } ?? id.text)
        }
        let more = ids.count > names.count ? " and \(ids.count - names.count) more" : ""
        return AdminError(
            .conflict,
            """
            Other models fall back to '\(model.name.text)': \(names.joined(separator: ", "))\(more). With force it is \
            taken out of their lists.
            """, dependents: ids.map(\.text))
    }
}
