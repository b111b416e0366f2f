import Wire

extension KeyholdClient {
    /// What the configuration's API key may use; without one, what its client may.
    public func usableModels() throws(AdminClientError) -> UsableModelListBody {
        try ask(Call(.getUsableModels))
    }

    /// - Parameter model: its id or its name.
    public func usableModel(_ model: String) throws(AdminClientError) -> UsableModelBody {
        try ask(Call(.getUsableModel, path: Endpoint.getUsableModel.path(model)))
    }

    private func ask<Reply: Decodable>(_ call: Call) throws(AdminClientError) -> Reply {
        guard let key = configuration.apiKey else { return try send(call) }
        return try Codec.decode(Reply.self, from: try accepted(try perform(call, bearer: key)))
    }
}
