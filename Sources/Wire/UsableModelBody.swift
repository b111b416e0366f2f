/// A model as those see it who may use it, in the shape of the OpenAI API and of the contract: times are Unix seconds.
public struct UsableModelBody: Codable, Sendable {
    /// What a call names as its model.
    public let id: String
    /// Keyhold's own id of it, which may be named as well.
    public let modelID: String
    public var object = "model"
    public let created: Int64
    public let updated: Int64
    public let ownedBy: String
    public let name: String
    public let timeoutMs: Int64?
    public let streamTimeoutMs: Int64?
    public let maxTokens: Int64?

    public init(
        name: String, modelID: String, created: Int64, updated: Int64, ownedBy: String, timeoutMs: Int64?,
        streamTimeoutMs: Int64?, maxTokens: Int64?
    ) {
        id = name
        self.name = name
        self.modelID = modelID
        self.created = created
        self.updated = updated
        self.ownedBy = ownedBy
        self.timeoutMs = timeoutMs
        self.streamTimeoutMs = streamTimeoutMs
        self.maxTokens = maxTokens
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, created, updated, name
        case modelID = "nexos_model_id"
        case ownedBy = "owned_by"
        case timeoutMs = "timeout_ms"
        case streamTimeoutMs = "stream_timeout_ms"
        case maxTokens = "max_tokens"
    }
}

/// All that the caller may use.
public struct UsableModelListBody: Codable, Sendable {
    public var object = "list"
    public let data: [UsableModelBody]
    public let total: Int

    public init(data: [UsableModelBody]) {
        self.data = data
        total = data.count
    }

    public enum CodingKeys: String, CodingKey, CaseIterable { case object, data, total }
}
