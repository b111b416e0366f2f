import Domain
import Wire

extension AdminService {
    /// A price becomes a new version; the old ones stay.
    ///
    /// - Throws: `forbidden` for a model that the platform owns and the caller's organization sees.
    public func updateModel(
        _ text: String, _ body: UpdateModelBody, _ call: ManagementCall
    ) async throws(AdminError) -> PricedModel {
        let draft = try ModelDraft(body)
        return try await database.write { transaction throws(AdminError) in
            let before = try ownModel(text, call, transaction)
            let latest = try transaction.modelPrices.latest(of: before)
            guard let model = try applyDraft(draft, to: before, latest: latest, transaction) else {
                return try priced(before, transaction)
            }
            return try finish(.modelUpdate, model, call, transaction)
        }
    }
}
