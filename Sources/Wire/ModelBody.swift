/// A model of the catalogue with the price that is in force.
public struct ModelBody: Codable, Sendable {
    public let id: String
    public var object = "model"
    /// `null`: the platform's, seen by every organization that has none of its own by this name.
    public let organizationID: Nullable<String>
    public let name: String
    public let provider: String
    public let upstreamModel: String
    public let ownedBy: String
    public let description: String
    public let capabilities: [String]
    public let contextWindow: Nullable<Int64>
    public let maxTokens: Nullable<Int64>
    public let timeoutMs: Nullable<Int64>
    public let streamTimeoutMs: Nullable<Int64>
    public let price: ModelPriceBody
    /// `null` where the model never had a price.
    public let priceVersion: Nullable<Int64>
    public let enabled: Bool
    public let createdAt: String
    public let updatedAt: String
    /// Other names that callers may write for it.
    public var aliases: [String] = []
    /// In the reply to a change that disabled it by force: the lists of fallbacks that it was taken out of.
    public var removedFromFallbacks: [FallbackListBody]?

    public init(
        id: String, organizationID: String?, name: String, provider: String, upstreamModel: String, ownedBy: String,
        description: String, capabilities: [String], contextWindow: Int64?, maxTokens: Int64?, timeoutMs: Int64?,
        streamTimeoutMs: Int64?, price: ModelPriceBody, priceVersion: Int64?, enabled: Bool, createdAt: String,
        updatedAt: String
    ) {
        self.id = id
        self.organizationID = Nullable(organizationID)
        self.name = name
        self.provider = provider
        self.upstreamModel = upstreamModel
        self.ownedBy = ownedBy
        self.description = description
        self.capabilities = capabilities
        self.contextWindow = Nullable(contextWindow)
        self.maxTokens = Nullable(maxTokens)
        self.timeoutMs = Nullable(timeoutMs)
        self.streamTimeoutMs = Nullable(streamTimeoutMs)
        self.price = price
        self.priceVersion = Nullable(priceVersion)
        self.enabled = enabled
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, object, name, aliases, provider, description, capabilities, price, enabled
        case organizationID = "organization_id"
        case upstreamModel = "upstream_model"
        case ownedBy = "owned_by"
        case contextWindow = "context_window"
        case maxTokens = "max_tokens"
        case timeoutMs = "timeout_ms"
        case streamTimeoutMs = "stream_timeout_ms"
        case priceVersion = "price_version"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case removedFromFallbacks = "removed_from_fallbacks"
    }
}

/// A new model, or a row of an import: what is absent is made from the name, or left as it is.
public struct CreateModelBody: StrictBody {
    public var name: String
    public var aliases: [String]?
    public var provider: String?
    public var upstreamModel: String?
    public var ownedBy: String?
    public var description: String?
    public var capabilities: [String]?
    public var contextWindow: Change<Int64> = .keep
    public var maxTokens: Change<Int64> = .keep
    public var timeoutMs: Change<Int64> = .keep
    public var streamTimeoutMs: Change<Int64> = .keep
    public var price: ModelPriceBody?
    public var enabled: Bool?

    public init(name: String) {
        self.name = name
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, aliases, provider, description, capabilities, price, enabled
        case upstreamModel = "upstream_model"
        case ownedBy = "owned_by"
        case contextWindow = "context_window"
        case maxTokens = "max_tokens"
        case timeoutMs = "timeout_ms"
        case streamTimeoutMs = "stream_timeout_ms"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["price": ModelPriceBody.fields] }
}

public struct UpdateModelBody: StrictBody {
    public var name: Change<String> = .keep
    public var aliases: Change<[String]> = .keep
    public var provider: Change<String> = .keep
    public var upstreamModel: Change<String> = .keep
    public var ownedBy: Change<String> = .keep
    public var description: Change<String> = .keep
    public var capabilities: Change<[String]> = .keep
    public var contextWindow: Change<Int64> = .keep
    public var maxTokens: Change<Int64> = .keep
    public var timeoutMs: Change<Int64> = .keep
    public var streamTimeoutMs: Change<Int64> = .keep
    public var price: Change<ModelPriceBody> = .keep
    public var enabled: Change<Bool> = .keep

    public init() {}

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, aliases, provider, description, capabilities, price, enabled
        case upstreamModel = "upstream_model"
        case ownedBy = "owned_by"
        case contextWindow = "context_window"
        case maxTokens = "max_tokens"
        case timeoutMs = "timeout_ms"
        case streamTimeoutMs = "stream_timeout_ms"
    }

    public static var fields: [String] { names(CodingKeys.self) }
    public static var nestedFields: [String: [String]] { ["price": ModelPriceBody.fields] }
}
