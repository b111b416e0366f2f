import Domain
import Storage

extension AdminService {
    /// Writes what a draft changes of a model and of its price.
    ///
    /// - Parameter standing: the model's prices, newest first, from the last that was given to the one in force.
    /// - Returns: the model as it now is; `nil` where nothing changed.
    func applyDraft(
        _ draft: ModelDraft, to before: Model, standing: [PriceVersion], _ transaction: any Transaction
    ) throws(AdminError) -> Model? {
        var model = before
        draft.apply(to: &model)
        let isRepriced = draft.price?.differs(from: standing.first, at: transaction.now) ?? false
        guard model != before || isRepriced else { return nil }
        if model.name != before.name || model.aliases != before.aliases { try requireFreeNames(model, transaction) }
        model.updatedAt = transaction.now
        try transaction.models.update(model, replacing: before)
        if let price = draft.price { try reprice(model, price, standing: standing, transaction) }
        return model
    }
}
