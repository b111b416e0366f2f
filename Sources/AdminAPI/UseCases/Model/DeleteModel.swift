import Domain

extension AdminService {
    /// The row and its prices stay, for the ledger; the name is free again.
    ///
    /// - Parameter force: takes it out of the lists of the models that fall back to it.
    /// - Returns: the model, and the lists that it was taken out of.
    /// - Throws: `conflict` where other models fall back to it and `force` is not set.
    public func deleteModel(
        _ text: String, force: Bool, _ call: ManagementCall
    ) async throws(AdminError) -> (model: Model, takenOut: [ModelFallbacks]) {
        try await database.write { transaction throws(AdminError) in
            let model = try ownModel(text, call, transaction)
            let takenOut = try takeOutOfFallbacks(model, force: force, call, transaction)
            try removeFallbacks(of: model, call, transaction)
            try transaction.models.delete(model)
            transaction.afterCommit { [catalogue] in catalogue.remove(model) }
            try audit.record(
                .modelDelete, model.id, in: model.organizationID, for: call, ["name": model.name.text], transaction)
            return (model, takenOut)
        }
    }
}
