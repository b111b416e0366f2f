import Domain
import Policy
import Storage
import Wire

extension AdminService {
    /// In the caller's organization, or, for a client of the platform that names none, for all of them.
    public func createModel(_ body: CreateModelBody, _ call: ManagementCall) async throws(AdminError) -> PricedModel {
        let draft = try ModelDraft(body)
        return try await write(for: call) { transaction throws(AdminError) in
            let organization = try call.optionalTenant(in: transaction)?.id
            try requireRoom(for: 1, in: organization, transaction)
            let model = try insertModel(draft, in: organization, transaction)
            return try finish(.modelCreate, model, call, transaction)
        }
    }

    func insertModel(
        _ draft: ModelDraft, in organization: OrganizationID?, _ transaction: any Transaction
    ) throws(AdminError) -> Model {
        guard let name = draft.name else { throw .invalid("name", "name is required.") }
        let now = transaction.now
        let model = draft.model(name, identifiers.next(Model.self, at: now), in: organization, now: now)
        try requireFreeNames(model, transaction)
        try transaction.models.insert(model)
        if let price = draft.price { try reprice(model, price, standing: [], transaction) }
        return model
    }

    func requireRoom(
        for count: Int, in organization: OrganizationID?, _ transaction: any Transaction
    ) throws(AdminError) {
        guard try transaction.models.count(in: organization) + count <= ModelRules.maximumModels else {
            throw .conflict("There are \(ModelRules.maximumModels) models at most. Delete some first.")
        }
    }

    /// What every change of a model ends with: memory follows, and the trail tells of it.
    func finish(
        _ action: AuditEvent.Action, _ model: Model, _ call: ManagementCall, _ transaction: any Transaction
    ) throws(AdminError) -> PricedModel {
        let standing = try transaction.modelPrices.standing(of: model)
        publish(model, standing, transaction)
        let priced = PricedModel(model: model, price: standing.first { $0.effectiveFrom <= transaction.now })
        try audit.record(action, model.id, in: model.organizationID, for: call, priced.auditDetails, transaction)
        return priced
    }
}

extension PricedModel {
    var auditDetails: [String: String] {
        var details = [
            "name": model.name.text, "provider": model.provider, "upstream_model": model.upstreamModel,
            "enabled": String(model.isEnabled), "price": (price?.state ?? .unpriced).words,
        ]
        details["price_version"] = price.map { String($0.version) }
        if !model.aliases.isEmpty { details["aliases"] = model.aliases.map(\.text).joined(separator: " ") }
        if model.isPricePinned { details["price_pinned"] = "true" }
        return details
    }
}

extension PriceState {
    /// One line: `input 0.15, output 0.6`.
    var words: String {
        let body = body()
        var parts = body.amounts.listed.map { name, amount in "\(name) \(amount.text)" }
        if let rates = body.rates { parts.append("\(rates.count) other rates") }
        return parts.isEmpty ? word : parts.joined(separator: ", ")
    }
}
