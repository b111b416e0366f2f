import Domain
import Policy
import Wire

/// A model of OpenRouter's list: `{"data": [{"id": …, "pricing": {"prompt": "0.000005", …}}]}`, in dollars per token or
/// piece, as texts.
///
/// Source: `PublicPricing` and `PricingOverride` of OpenRouter's API reference.
struct OpenRouterEntry {
    let members: [String: LooseJSON]

    static func isOne(_ members: [String: LooseJSON]) -> Bool {
        members["id"]?.text != nil && members["pricing"]?.object != nil
    }

    func draft() throws(AdminError) -> ModelDraft {
        let id = try members.requiredText("id")
        var draft = ModelDraft()
        draft.name = try ModelRules.name(id)
        draft.provider = "openrouter"
        draft.upstreamModel = id
        draft.ownedBy = id.split(separator: "/").first.map(String.init)
        draft.contextWindow = try (members["context_length"] ?? .null).tokens("context_length")
        draft.maximumTokens = try (members.object("top_provider")["max_completion_tokens"] ?? .null)
            .tokens("max_completion_tokens")
        let found = capabilities
        if !found.isEmpty { draft.capabilities = ModelCapability.allCases.filter(found.contains) }
        draft.price = try price().map { PriceDraft($0) }
        return draft
    }

    private var capabilities: Set<ModelCapability> {
        let architecture = members.object("architecture")
        let (input, output) = (architecture.texts("input_modalities"), architecture.texts("output_modalities"))
        let parameters = members.texts("supported_parameters")
        let all: [(ModelCapability, Bool)] = [
            (.chat, output.contains("text")), (.image, output.contains("image")),
            (.embeddings, output.contains("embeddings")), (.vision, input.contains("image")),
            (.audio, input.contains("audio") || output.contains("audio")), (.video, input.contains("video")),
            (.tools, parameters.contains("tools")), (.reasoning, parameters.contains("reasoning")),
            (.json, parameters.contains("structured_outputs")),
        ]
        return Set(all.filter(\.1).map(\.0))
    }

    // MARK: - Price

    /// Of `image_output` and `image_token` its sources do not agree in what they are per.
    private static let meters: [String: Meter] = [
        "prompt": .input, "completion": .output, "input_cache_read": .cachedInput, "input_cache_write": .cacheWrite,
        "input_cache_write_1h": .cacheWriteHour, "internal_reasoning": .reasoning, "audio": .audioInput,
        "input_audio_cache": .cachedAudioInput, "audio_output": .audioOutput, "image": .inputImage,
        "request": .request, "web_search": .search,
    ]

    /// - Throws: `invalidRequest` for an amount that is none.
    private func price() throws(AdminError) -> PriceState? {
        guard let pricing = members["pricing"], pricing != .null else { return nil }
        guard let amounts = pricing.object else { throw .invalid("pricing", "pricing must be an object.") }
        var price = ListedPrice()
        try Self.add(amounts, above: 0, to: &price)
        price.refuse(amounts, but: Set(Self.meters.keys).union(["overrides"]))
        try Self.addOverrides(amounts["overrides"] ?? .null, to: &price)
        return price.state
    }

    /// The list has a zero for whatever a model has no price of its own for; that then costs what it is a kind of. -1 means
    /// that it depends.
    private static func add(
        _ amounts: [String: LooseJSON], above tokens: Int64, to price: inout ListedPrice
    ) throws(AdminError) {
        for (name, meter) in meters {
            guard let value = amounts[name], value != .null else { continue }
            if value.isNegative {
                price.refuse(name)
            } else if meter == .input || meter == .output || !value.isNothing {
                try price.add(meter, value, name, perToken: true, above: tokens)
            }
        }
    }

    /// From a size of prompt on; of those that a prompt meets, the later ones count, so that the larger have to be later.
    /// What depends on the time of the day is not understood.
    private static func addOverrides(_ value: LooseJSON, to price: inout ListedPrice) throws(AdminError) {
        let name = "overrides"
        guard value != .null else { return }
        guard let overrides = value.list else { throw .invalid(name, "\(name) must be a list.") }
        var last: Int64 = 0
        for override in overrides {
            guard let members = override.object,
                case .set(let tokens)? = try? (members["min_prompt_tokens"] ?? .null).tokens(name), tokens > last,
                members.allSatisfy({ meters[$0.key] != nil || $0.key == "min_prompt_tokens" || $0.value == .null })
            else { return price.refuse(name) }
            try add(members, above: tokens - 1, to: &price)
            last = tokens
        }
    }
}
