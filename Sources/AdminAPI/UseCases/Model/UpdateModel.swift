import Domain
import Wire

extension AdminService {
    /// A price becomes a new version; the old ones stay.
    ///
    /// - Parameter force: where it is disabled, takes it out of the lists of the models that fall back to it.
    /// - Returns: the model, and the lists that it was taken out of.
    /// - Throws: `conflict` where it would be disabled while others fall back to it; `forbidden` for a model that the platform owns and the caller's organization sees.
    public func updateModel(
        _ text: String, _ body: UpdateModelBody, force: Bool, _ call: ManagementCall
    ) async throws(AdminError) -> (model: PricedModel, takenOut: [ModelFallbacks]) {
        let draft = try ModelDraft(body)
        return try await write(for: call) { transaction throws(AdminError) in
            let before = try ownModel(text, call, transaction)
            let standing = try transaction.modelPrices.standing(of: before)
            guard let model = try applyDraft(draft, to: before, standing: standing, transaction) else {
                return (try priced(before, transaction), [])
            }
            let takenOut = try takeOutIfDisabled(model, replacing: before, force: force, call, transaction)
            return (try finish(.modelUpdate, model, call, transaction), takenOut)
        }
    }
}
