import Wire

extension KeyholdClient {
    public func createModel(_ body: CreateModelBody) throws(AdminClientError) -> ModelBody {
        try send(Call(.createModel, body: Codec.encode(body)))
    }

    /// One page of at most `limit` models (1 … 1000; nil takes the server's default), after the one with that id.
    public func listModels(limit: Int? = nil, after: String? = nil) throws(AdminClientError) -> Page<ModelBody> {
        try page(Call(.listModels, query: Query(limit: limit, after: after)))
    }

    /// Every model that the organization sees, page by page.
    public func models(pageSize: Int? = nil) -> Pages<ModelBody> {
        Pages { after throws(AdminClientError) in try self.listModels(limit: pageSize, after: after) }
    }

    /// - Parameter model: its id or its name.
    public func getModel(_ model: String) throws(AdminClientError) -> ModelBody {
        try send(Call(.getModel, path: Endpoint.getModel.path(model)))
    }

    /// - Parameter force: where it is disabled, takes it out of the lists of the models that fall back to it.
    public func updateModel(
        _ model: String, _ body: UpdateModelBody, force: Bool = false
    ) throws(AdminClientError) -> ModelBody {
        let path = Endpoint.updateModel.path(model)
        return try send(Call(.updateModel, path: path, query: Query(force: force), body: Codec.encode(body)))
    }

    /// - Parameter force: takes it out of the lists of the models that fall back to it.
    /// - Returns: out of which; nil where no list named it.
    @discardableResult
    public func deleteModel(
        _ model: String, force: Bool = false
    ) throws(AdminClientError) -> ModelDeletionBody? {
        let path = Endpoint.deleteModel.path(model)
        let response = try send(Call(.deleteModel, path: path, query: Query(force: force)))
        return response.body.isEmpty ? nil : try Codec.decode(ModelDeletionBody.self, from: response)
    }

    /// Makes and changes models as rows say: all of them, or, where a row is wrong, none. Where it breaks off, the error
    /// says how many changes had been made, and the same again makes the rest.
    ///
    /// - Parameters:
    ///   - rows: JSON: a list of models, or one of those that others maintain.
    ///   - skipInvalid: leaves out rows that are wrong, and names them.
    ///   - diff: of a dry run, says what would change of prices.
    public func importModels(
        _ rows: [UInt8], dryRun: Bool = false, skipInvalid: Bool = false, diff: Bool = false,
        observeUpload: (@Sendable (_ sentBytes: Int) -> Void)? = nil
    ) throws(AdminClientError) -> ModelImportBody {
        var call = Call(
            .importModels, query: Query(dryRun: dryRun, skipInvalid: skipInvalid, diff: diff), body: rows,
            isQuestion: dryRun)
        call.observeUpload = observeUpload
        return try send(call)
    }

    /// One page of a model's prices through time, oldest first.
    ///
    /// - Parameter after: the last version of the page before.
    public func listModelPrices(
        of model: String, limit: Int? = nil, after: String? = nil
    ) throws(AdminClientError) -> Page<PriceVersionBody> {
        let path = Endpoint.listModelPrices.path(model)
        return try page(Call(.listModelPrices, path: path, query: Query(limit: limit, after: after)))
    }

    /// Every price that a model was ever given, page by page.
    public func modelPrices(of model: String, pageSize: Int? = nil) -> Pages<PriceVersionBody> {
        Pages { after throws(AdminClientError) in
            try self.listModelPrices(of: model, limit: pageSize, after: after)
        }
    }

    public func getTeamModels(ofTeam team: String) throws(AdminClientError) -> TeamModelsBody {
        try send(Call(.getTeamModels, path: Endpoint.getTeamModels.path(team)))
    }

    /// Replaces what the team may use.
    public func setTeamModels(
        ofTeam team: String, _ body: SetTeamModelsBody
    ) throws(AdminClientError) -> TeamModelsBody {
        try send(Call(.setTeamModels, path: Endpoint.setTeamModels.path(team), body: Codec.encode(body)))
    }
}
