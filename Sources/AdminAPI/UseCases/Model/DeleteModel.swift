import Domain

extension AdminService {
    /// The row and its prices stay, for the ledger; the name is free again.
    public func deleteModel(_ text: String, _ call: ManagementCall) async throws(AdminError) {
        try await database.write { transaction throws(AdminError) in
            let model = try ownModel(text, call, transaction)
            try transaction.models.delete(model)
            transaction.afterCommit { [catalogue] in catalogue.remove(model) }
            try audit.record(
                .modelDelete, model.id, in: model.organizationID, for: call, ["name": model.name.text], transaction)
        }
    }
}
