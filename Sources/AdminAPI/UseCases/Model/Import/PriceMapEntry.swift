import Domain
import Foundation
import Policy
import Wire

/// An entry of the community's price map: one JSON object, from a model's name to what is known of it. Prices are dollars
/// per token there. What is not read here is ignored, as the map grows by fields every month.
///
/// Source: `model_prices_and_context_window.json` of the LiteLLM project.
struct PriceMapEntry: Decodable, Sendable {
    private var provider: String?
    private var mode: String?
    private var maximumInput: Decimal?
    private var maximumOutput: Decimal?
    private var maximum: Decimal?
    /// By the names of the map, zeros included.
    private var costs: [String: Decimal] = [:]
    /// A cost that is no number: what it is cannot be known to be nothing.
    private var hasUnreadCost = false
    private var servesResponses = false
    /// The names of features that are there.
    private var features: Set<String> = []

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        provider = try container.decodeIfPresent(String.self, forKey: Name(stringValue: "litellm_provider"))
        mode = try container.decodeIfPresent(String.self, forKey: Name(stringValue: "mode"))
        maximumInput = try container.decodeIfPresent(Decimal.self, forKey: Name(stringValue: "max_input_tokens"))
        maximumOutput = try container.decodeIfPresent(Decimal.self, forKey: Name(stringValue: "max_output_tokens"))
        maximum = try container.decodeIfPresent(Decimal.self, forKey: Name(stringValue: "max_tokens"))
        let endpoints = try? container.decodeIfPresent([String].self, forKey: Name(stringValue: "supported_endpoints"))
        servesResponses = endpoints?.contains("/v1/responses") ?? false
        for name in container.allKeys {
            if Self.capabilities[name.stringValue] != nil {
                if try container.decodeIfPresent(Bool.self, forKey: name) == true { features.insert(name.stringValue) }
            } else if Self.known.contains(name.stringValue) {
                costs[name.stringValue] = try container.decodeIfPresent(Decimal.self, forKey: name)
            } else if name.stringValue.contains("cost") {
                // Not understood, so not wrong either; but what it costs is then not known to be nothing.
                do {
                    costs[name.stringValue] = try container.decodeIfPresent(Decimal.self, forKey: name)
                } catch {
                    hasUnreadCost = true
                }
            }
        }
    }

    private static let known: Set<String> = [
        "input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost",
        "cache_creation_input_token_cost", "output_cost_per_reasoning_token", "input_cost_per_image",
        "output_cost_per_image", "input_cost_per_audio_per_second", "input_cost_per_second", "input_cost_per_request",
    ]

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
        var draft = ModelDraft()
        draft.name = try ModelRules.name(name)
        if let provider {
            draft.provider = try ModelRules.word(provider, "litellm_provider")
            let prefix = provider + "/"
            draft.upstreamModel = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
            draft.ownedBy = provider
        }
        draft.contextWindow = try tokens(maximumInput, "max_input_tokens")
        draft.maximumTokens = try tokens(
            maximumOutput ?? maximum, maximumOutput == nil ? "max_tokens" : "max_output_tokens")
        let found =
            (mode.flatMap { Self.modes[$0] } ?? []) + features.compactMap { Self.capabilities[$0] }
            + (servesResponses ? [.responses] : [])
        if !found.isEmpty { draft.capabilities = ModelCapability.allCases.filter(found.contains) }
        draft.price = try price().map { PriceDraft($0) }
        return draft
    }

    /// `nil` where the map knows no price; a model that costs nothing in every way that it names is free.
    private func price() throws(AdminError) -> PriceState? {
        let paid = costs.filter { $0.value != 0 }
        if paid.isEmpty { return costs.isEmpty || hasUnreadCost ? nil : .free }
        // All that it costs is of kinds that no price here has: better not known than nothing.
        guard !Self.known.isDisjoint(with: paid.keys) else { return nil }
        return .priced(
            ModelPrice(
                input: try perMillion("input_cost_per_token") ?? .zero,
                cachedInput: try perMillion("cache_read_input_token_cost"),
                cacheWrite: try perMillion("cache_creation_input_token_cost"),
                output: try perMillion("output_cost_per_token") ?? .zero,
                reasoning: try perMillion("output_cost_per_reasoning_token"),
                perImage: try amount(
                    costs["output_cost_per_image"] == nil ? "input_cost_per_image" : "output_cost_per_image"),
                perAudioMinute: try audioMinute(),
                perRequest: try amount("input_cost_per_request")))
    }

    private func audioMinute() throws(AdminError) -> NanoDollars? {
        if let amount = try amount("input_cost_per_audio_per_second", times: 60) { return amount }
        return mode == "audio_transcription" ? try amount("input_cost_per_second", times: 60) : nil
    }

    private func perMillion(_ name: String) throws(AdminError) -> NanoDollars? {
        try amount(name, times: 1_000_000)
    }

    private func amount(_ name: String, times factor: Decimal = 1) throws(AdminError) -> NanoDollars? {
        guard let cost = costs[name] else { return nil }
        guard let amount = NanoDollars(decimal: (cost * factor).description), amount >= .zero else {
            throw .invalid(
                name, "\(name) must be dollars from 0 on; as a price it has at most nine decimal places.")
        }
        return amount
    }

    /// The map has zeros where it means that nothing is known.
    private func tokens(_ count: Decimal?, _ param: String) throws(AdminError) -> Change<Int64> {
        guard let count, count > 0 else { return .keep }
        guard let number = Int64(count.description) else { throw .invalid(param, "\(param) must be a whole number.") }
        return .set(try ModelRules.count(number, param, in: ModelRules.tokens))
    }
}
