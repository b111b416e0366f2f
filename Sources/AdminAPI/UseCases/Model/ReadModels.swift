import Domain

extension AdminService {
    public func getModel(_ text: String, _ call: ManagementCall) async throws(AdminError) -> PricedModel {
        try await database.read { transaction throws(AdminError) in
            try priced(try foundModel(text, call, transaction), transaction)
        }
    }

    /// The organization's own models, and those of the platform's that it has not put its own in the place of.
    public func listModels(
        _ page: PageRequest<Model>, _ call: ManagementCall
    ) async throws(AdminError) -> Page<PricedModel> {
        try await readPage { transaction throws(AdminError) in
            let organization = try call.optionalTenant(in: transaction)?.id
            let found = try transaction.models.list(visibleTo: organization, page)
            var items: [PricedModel] = []
            for model in found.items { items.append(try priced(model, transaction)) }
            return Page(items: items, hasMore: found.hasMore, damaged: found.damaged)
        }
    }

    /// - Parameter version: the last one of the page before; 0 for the first page.
    public func listModelPrices(
        of text: String, after version: Int64, limit: Int, _ call: ManagementCall
    ) async throws(AdminError) -> Page<PriceVersion> {
        try await readPage { transaction throws(AdminError) in
            let model = try foundModel(text, call, transaction)
            return try transaction.modelPrices.list(of: model, after: version, limit: limit)
        }
    }
}
