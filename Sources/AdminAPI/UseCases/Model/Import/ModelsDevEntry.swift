import Domain
import Policy
import Wire

/// A model of models.dev: `{provider: {"models": {id: {"cost": {"input": 2.5, "output": 10, …}}}}}`, in dollars per
/// million tokens.
///
/// Source: `packages/core/src/schema.ts` and `schema-v2.ts` of anomalyco/models.dev.
struct ModelsDevEntry {
    let provider: String
    let id: String
    let members: [String: LooseJSON]

    static func isOne(_ members: [String: LooseJSON]) -> Bool {
        ["id", "cost", "limit", "modalities"].contains { members[$0] != nil }
    }

    /// The same model stands under many providers, at their prices, so that its name has the provider in front.
    func draft() throws(AdminError) -> ModelDraft {
        var draft = ModelDraft()
        draft.name = try ModelRules.name("\(provider)/\(id)")
        draft.provider = try ModelRules.word(provider, "provider")
        draft.upstreamModel = id
        draft.ownedBy = provider
        let limit = members.object("limit")
        draft.contextWindow = try (limit["context"] ?? .null).tokens("limit.context")
        draft.maximumTokens = try (limit["output"] ?? .null).tokens("limit.output")
        let found = capabilities
        if !found.isEmpty { draft.capabilities = ModelCapability.allCases.filter(found.contains) }
        draft.price = try price().map { PriceDraft($0) }
        return draft
    }

    private var capabilities: Set<ModelCapability> {
        let all: [(ModelCapability, Bool)] = [
            (.image, output.contains("image")), (.vision, input.contains("image")),
            (.audio, input.contains("audio") || output.contains("audio")), (.video, input.contains("video")),
            (.tools, members["tool_call"] == .bool(true)), (.reasoning, members["reasoning"] == .bool(true)),
            (.json, members["structured_output"] == .bool(true)),
        ]
        return Set(all.filter(\.1).map(\.0))
    }

    private var input: Set<String> { members.object("modalities").texts("input") }
    private var output: Set<String> { members.object("modalities").texts("output") }
}

// MARK: - Price

extension ModelsDevEntry {
    private static let meters: [String: Meter] = [
        "input": .input, "output": .output, "reasoning": .reasoning, "cache_read": .cachedInput,
        "cache_write": .cacheWrite, "input_audio": .audioInput, "output_audio": .audioOutput, "per_minute": .audio,
    ]

    private static let longPrompt: Int64 = 200_000

    private func price() throws(AdminError) -> PriceState? {
        guard let cost = members["cost"], cost != .null else { return nil }
        guard let amounts = cost.object else { throw .invalid("cost", "cost must be an object.") }
        var price = ListedPrice()
        try add(amounts, variant: nil, to: &price)
        for (mode, value) in members.object("experimental").object("modes") {
            guard let special = value.object?["cost"]?.object else { continue }
            guard let variant = Self.variant(mode, value.object ?? [:]) else {
                price.refuse("modes")
                continue
            }
            refuse(special, lacking: amounts, "modes", of: &price)
            try add(special, variant: variant, to: &price)
        }
        return price.state
    }

    /// A mode as usage reports it: by what asks the provider for it, where the list has that.
    private static func variant(_ mode: String, _ members: [String: LooseJSON]) -> String? {
        let body = members.object("provider").object("body").merging(members.object("body")) { own, _ in own }
        let word = PriceWord.variant(body["service_tier"]?.text ?? body["speed"]?.text ?? mode)
        return word.flatMap { PriceWord.isUsual($0) ? nil : $0 }
    }

    /// What calls of a kind cost, and more where their prompts are long.
    private func add(
        _ amounts: [String: LooseJSON], variant: String?, to price: inout ListedPrice
    ) throws(AdminError) {
        try add(amounts, variant, above: 0, but: ["tiers", "context_over_200k"], to: &price)
        let tiers = amounts["tiers"] ?? .null
        guard tiers == .null || tiers.list != nil else { throw .invalid("tiers", "tiers must be a list.") }
        for tier in tiers.list ?? [] {
            let kind = tier.object?.object("tier") ?? [:]
            guard let members = tier.object, kind["type"] ?? .text("context") == .text("context"),
                case .set(let size)? = try? (kind["size"] ?? .null).tokens("tiers")
            else {
                price.refuse("tiers")
                continue
            }
            refuse(members, lacking: amounts, "tiers", of: &price)
            try add(members, variant, above: size, but: ["tier"], to: &price)
        }
        try addLong(amounts, variant, to: &price)
    }

    /// The older name of a tier, which stands beside the tiers that took its place.
    private func addLong(
        _ amounts: [String: LooseJSON], _ variant: String?, to price: inout ListedPrice
    ) throws(AdminError) {
        let name = "context_over_200k"
        guard let value = amounts[name], value != .null else { return }
        guard let members = value.object else { throw .invalid(name, "\(name) must be an object.") }
        if let tiers = amounts["tiers"]?.list, !tiers.isEmpty {
            let isOne = tiers.contains { tier in
                tier.object?.filter { $0.key != "tier" } == members
            }
            return isOne ? () : price.refuse(name)
        }
        refuse(members, lacking: amounts, name, of: &price)
        try add(members, variant, above: Self.longPrompt, but: [], to: &price)
    }

    private func add(
        _ amounts: [String: LooseJSON], _ variant: String?, above tokens: Int64, but others: Set<String>,
        to price: inout ListedPrice
    ) throws(AdminError) {
        for (name, meter) in Self.meters {
            guard let value = amounts[name], value != .null else { continue }
            // Of audio that is heard, and nothing else.
            if meter == .audio, !(input.contains("audio") && !output.contains("audio")) {
                if !value.isNothing { price.refuse(name) }
                continue
            }
            try price.add(meter, value, name, variant: variant, above: tokens)
        }
        price.refuse(amounts, but: others.union(Self.meters.keys))
    }

    /// A tier or a mode that leaves out what the model otherwise has a price for does not say what that costs in it.
    private func refuse(
        _ special: [String: LooseJSON], lacking amounts: [String: LooseJSON], _ name: String,
        of price: inout ListedPrice
    ) {
        let isWhole = Self.meters.keys.allSatisfy { amounts[$0] ?? .null == .null || special[$0] ?? .null != .null }
        if !isWhole { price.refuse(name) }
    }
}
