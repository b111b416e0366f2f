import Admission
import Domain
import Storage

extension AdminService {
    /// The model that a word means to the caller's organization, by id, name or alias: its own, or the platform's. To a
    /// client of the platform that names no organization it means the platform's.
    func foundModel(
        _ text: String, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> Model {
        let organization = try call.optionalTenant(in: transaction)?.id
        guard let model = try findModel(text, visibleTo: organization, transaction) else { throw .missing("model") }
        return model
    }

    /// The same, to be changed.
    ///
    /// - Throws: `forbidden` where an organization sees the model and does not own it.
    func ownModel(
        _ text: String, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> Model {
        let model = try foundModel(text, call, transaction)
        guard model.organizationID == (try call.optionalTenant(in: transaction)?.id) else {
            throw AdminError(
                .forbidden, "This model is the platform's. Create one of the same name to have your own in its place.")
        }
        return model
    }

    func findModel(
        _ text: String, visibleTo organization: OrganizationID?, _ transaction: any Transaction
    ) throws(AdminError) -> Model? {
        if let id = ModelID(text) { return try transaction.models.find(id, visibleTo: organization) }
        guard let name = ModelName(text) else { return nil }
        return try transaction.models.find(name, visibleTo: organization)
    }

    /// Names and aliases are unique together, so that one word never means two models.
    func requireFreeNames(_ model: Model, _ transaction: any Transaction) throws(AdminError) {
        if try transaction.models.isNameTaken(model.name, in: model.organizationID, except: model.id) {
            throw .conflict("There is a model with this name already, be it as an alias.", param: "name")
        }
        for (index, alias) in model.aliases.enumerated() {
            let param = "aliases[\(index)]"
            guard alias != model.name else { throw .invalid(param, "\(param) is the model's own name.") }
            if try transaction.models.isNameTaken(alias, in: model.organizationID, except: model.id) {
                throw .conflict("Another model has this name or alias already.", param: param)
            }
        }
    }

    func priced(_ model: Model, _ transaction: any Transaction) throws(AdminError) -> PricedModel {
        let standing = try transaction.modelPrices.standing(of: model)
        return PricedModel(model: model, price: standing.last { $0.effectiveFrom <= transaction.now })
    }

    /// Has the catalogue in memory follow the rows as soon as they are on disk.
    func publish(_ model: Model, _ standing: [PriceVersion], _ transaction: any Transaction) {
        let entry = ModelEntry(model, prices: standing)
        transaction.afterCommit { [catalogue] in catalogue.put(entry) }
    }
}
