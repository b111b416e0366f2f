import Domain
import Foundation
import Policy
import Wire

/// An entry of the community's price map: one JSON object, from a model's name to what is known of it. Prices are dollars
/// per token there. What tells of no price and is not read here is ignored, as the map grows by fields every month; what
/// tells of one is understood, or the model stays unpriced.
///
/// Source: `model_prices_and_context_window.json` of the LiteLLM project.
struct PriceMapEntry: Decodable, Sendable {
    private let members: [String: LooseJSON]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FieldName.self)
        var members: [String: LooseJSON] = [:]
        for key in container.allKeys { members[key.stringValue] = try container.decode(LooseJSON.self, forKey: key) }
        self.members = members
    }

    /// Whether any of its fields is of the map: what else is an object, such as an error or a provider with models inside,
    /// is no model.
    var isKnown: Bool {
        // Other names for an entry say nothing else.
        if members["alias_of"] != nil { return true }
        return members.isEmpty
            || members.keys.contains { name in
                name == "litellm_provider" || name == "mode" || name.hasPrefix("supports_")
                    || name.hasPrefix("max_") || name.contains("_cost") || name == "tiered_pricing"
            }
    }

    /// Whether it has models inside, as a provider of another list has.
    var hasModels: Bool { members["models"]?.object != nil }

    private static let capabilities: [String: ModelCapability] = [
        "supports_function_calling": .tools, "supports_vision": .vision, "supports_reasoning": .reasoning,
        "supports_response_schema": .json, "supports_native_streaming": .streaming, "supports_audio_input": .audio,
        "supports_audio_output": .audio, "supports_video_input": .video,
    ]

    private static let modes: [String: [ModelCapability]] = [
        "chat": [.chat], "responses": [.responses], "completion": [.completions], "embedding": [.embeddings],
        "image_generation": [.image], "image_edit": [.image], "audio_transcription": [.transcription, .audio],
        "audio_speech": [.speech, .audio], "moderation": [.moderation], "moderations": [.moderation],
        "rerank": [.rerank], "video_generation": [.video],
    ]
}

extension PriceMapEntry {
    /// - Parameter name: what the map calls the model.
    func draft(named name: String) throws(AdminError) -> ModelDraft {
        guard isKnown else {
            throw .invalid(
                "row", "This is no model: it has no field such as input_cost_per_token, litellm_provider or mode.")
        }
        var draft = ModelDraft()
        draft.name = try ModelRules.name(name)
        if let provider = try members.text("litellm_provider") {
            draft.provider = try ModelRules.word(provider, "litellm_provider")
            let prefix = provider + "/"
            draft.upstreamModel = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
            draft.ownedBy = provider
        }
        let mode = try members.text("mode")
        draft.contextWindow = try tokens("max_input_tokens")
        draft.maximumTokens = try tokens(
            members["max_output_tokens"] ?? .null == .null ? "max_tokens" : "max_output_tokens")
        let found = try (mode.flatMap { Self.modes[$0] } ?? []) + features() + (servesResponses ? [.responses] : [])
        if !found.isEmpty { draft.capabilities = ModelCapability.allCases.filter(found.contains) }
        var price = PriceMapPrice(members, mode: mode, name: name)
        draft.price = try price.state().map { PriceDraft($0) }
        return draft
    }

    private func features() throws(AdminError) -> [ModelCapability] {
        var found: [ModelCapability] = []
        for (name, capability) in Self.capabilities {
            switch members[name] {
            case nil, .null?, .bool(false)?: continue
            case .bool(true)?: found.append(capability)
            default: throw .invalid(name, "\(name) must be true or false.")
            }
        }
        return found
    }

    private var servesResponses: Bool {
        members["supported_endpoints"]?.list?.contains(.text("/v1/responses")) ?? false
    }

    private func tokens(_ name: String) throws(AdminError) -> Change<Int64> {
        try (members[name] ?? .null).tokens(name)
    }
}
