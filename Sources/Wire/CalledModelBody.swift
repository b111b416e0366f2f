/// What a gateway needs to know of a model to call it. What is not known is absent.
public struct CalledModelBody: Codable, Sendable {
    public let id: String
    public let name: String
    public let provider: String
    /// What the provider calls it.
    public let upstreamModel: String
    /// The price that is in force.
    public let priceVersion: Int64?
    public let timeoutMs: Int64?
    public let streamTimeoutMs: Int64?
    public let maxTokens: Int64?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, name, provider
        case upstreamModel = "upstream_model"
        case priceVersion = "price_version"
        case timeoutMs = "timeout_ms"
        case streamTimeoutMs = "stream_timeout_ms"
        case maxTokens = "max_tokens"
    }
}
