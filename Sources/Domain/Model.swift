public typealias ModelID = Identifier<Model>

/// An entry of the catalogue: what a caller names, and what it means upstream. Its prices are apart, because they have a
/// history.
public struct Model: Hashable, Sendable {
    public let id: ModelID
    /// `nil`: the platform's, seen by every organization that has none of its own by this name.
    public let organizationID: OrganizationID?
    public var name: ModelName
    public var provider: String
    /// What the provider calls it.
    public var upstreamModel: String
    public var ownedBy: String
    public var description: String
    public var capabilities: [ModelCapability]
    /// Tokens; `nil` where it is not known.
    public var contextWindow: Int64?
    /// The most tokens that one request may generate.
    public var maximumTokens: Int64?
    public var timeoutMilliseconds: Int64?
    public var streamTimeoutMilliseconds: Int64?
    public var isEnabled: Bool
    /// Other names that callers may write for it, such as those of dated snapshots; never in the place of its own name.
    public var aliases: [ModelName] = []
    /// Whether imports leave its price alone.
    public var isPricePinned = false
    public let createdAt: Instant
    public var updatedAt: Instant

    public init(
        id: ModelID, organizationID: OrganizationID?, name: ModelName, provider: String, upstreamModel: String,
        ownedBy: String, description: String, capabilities: [ModelCapability], contextWindow: Int64?,
        maximumTokens: Int64?, timeoutMilliseconds: Int64?, streamTimeoutMilliseconds: Int64?, isEnabled: Bool,
        createdAt: Instant, updatedAt: Instant
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.provider = provider
        self.upstreamModel = upstreamModel
        self.ownedBy = ownedBy
        self.description = description
        self.capabilities = capabilities
        self.contextWindow = contextWindow
        self.maximumTokens = maximumTokens
        self.timeoutMilliseconds = timeoutMilliseconds
        self.streamTimeoutMilliseconds = streamTimeoutMilliseconds
        self.isEnabled = isEnabled
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// What callers write: 1–255 bytes of characters that show, with blanks within, and no `*`, which patterns use; in
/// normalization form C. Never in the form of an id, so that one word in a path cannot mean two models; and no part
/// between slashes is empty, `.` or `..`, so that no proxy that folds paths takes a name for another path.
public struct ModelName: Hashable, Comparable, Sendable {
    public let text: String

    public init?(_ text: String) {
        guard let text = ModelWord.read(text), Self.hasPlainParts(text.utf8), ModelID(text) == nil else { return nil }
        self.text = text
    }

    /// One pass that allocates nothing, as every call that names a model comes through here.
    private static func hasPlainParts(_ bytes: String.UTF8View) -> Bool {
        var (length, dots) = (0, 0)
        for byte in bytes {
            if byte == UInt8(ascii: "/") {
                guard length > dots || length > 2 else { return false }
                (length, dots) = (0, 0)
                continue
            }
            guard byte != UInt8(ascii: "*") else { return false }
            length += 1
            if byte == UInt8(ascii: ".") { dots += 1 }
        }
        return length > dots || length > 2
    }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// What a model can do. A fallback that lacks one which its model has is worth a warning.
public enum ModelCapability: String, CaseIterable, Hashable, Sendable {
    case chat, responses, completions, embeddings, image, audio, transcription, speech, moderation, rerank, tools,
        vision
    case reasoning, json, streaming, video
}

/// A model as lists of what may be used name it: by its name or, exactly, by its id.
public struct ModelReference: Hashable, Sendable {
    public let name: String
    /// The id's text; `nil` for a name that no catalogue knows.
    public let id: String?

    public init(name: String, id: String? = nil) {
        self.name = name
        self.id = id
    }
}

/// A model with the price that is in force.
public struct PricedModel: Hashable, Sendable {
    public var model: Model
    /// `nil` where the model never had one.
    public var price: PriceVersion?

    public init(model: Model, price: PriceVersion?) {
        self.model = model
        self.price = price
    }
}

/// What admission needs to know of the model of a call: who it is and what it costs now. An object, as every open
/// reservation refers to the one that it was admitted by.
public final class CallModel: Sendable {
    public let id: ModelID
    public let name: String
    public let provider: String
    public let maximumTokens: Int64?
    /// The version of the price that is in force; `nil` where the model never had one.
    public let priceVersion: Int64?
    public let price: PriceState

    public init(
        id: ModelID, name: String, provider: String, maximumTokens: Int64?, priceVersion: Int64?, price: PriceState
    ) {
        self.id = id
        self.name = name
        self.provider = provider
        self.maximumTokens = maximumTokens
        self.priceVersion = priceVersion
        self.price = price
    }
}
