import Foundation
import Wire

extension Sample {
    static let modelIDs = (1...5).map { "019c5555-0000-7000-8000-00000000000\($0)" }

    static var price: ModelPriceBody {
        var price = ModelPriceBody(state: "priced")
        price.input = DollarsBody(Decimal(string: "0.15")!)
        price.cachedInput = DollarsBody(Decimal(string: "0.075")!)
        price.output = DollarsBody(Decimal(string: "0.6")!)
        (price.currency, price.unit, price.effectiveFrom) = ("USD", "per_million_tokens", created)
        return price
    }

    static func model(
        _ number: Int, _ name: String, _ price: ModelPriceBody, window: Int64? = nil, enabled: Bool = true
    ) -> ModelBody {
        ModelBody(
            id: modelIDs[number - 1], organizationID: number == 1 ? organizationID : nil, name: name,
            provider: String(name.prefix { $0 != "/" }), upstreamModel: name, ownedBy: "owner", description: "",
            capabilities: number == 1 ? ["chat", "vision"] : [], contextWindow: window, maxTokens: nil,
            timeoutMs: number == 1 ? 60_000 : nil, streamTimeoutMs: nil, price: price,
            priceVersion: price.state == "unpriced" ? nil : 3, enabled: enabled, createdAt: created, updatedAt: created)
    }

    static var models: [ModelBody] {
        [
            model(1, "openai/small", price, window: 128_000), model(2, "local/free", ModelPriceBody(state: "free")),
            model(3, "new/unpriced", ModelPriceBody(state: "unpriced"), enabled: false),
        ]
    }

    static var priceVersion: PriceVersionBody {
        PriceVersionBody(modelID: modelIDs[0], version: 3, price: price, effectiveFrom: created, createdAt: created)
    }

    static let fallbacks = ModelFallbacksBody(
        id: modelIDs[0], fallbackIDs: [modelIDs[1], modelIDs[2]], createdAt: created, updatedAt: created)

    static let teamModels = TeamModelsBody(teamID: teamID, mode: "listed", models: ["openai/*", "local/free"])

    /// Two levels, one of them the team's, and everything that can be said.
    static var resolution: ModelResolutionBody {
        let smaller = ResolutionWarningBody(
            code: "smaller_context_window", message: "Its context window is smaller: 8192 tokens, not 128000.")
        let disabled = ResolutionWarningBody(code: "disabled", message: "It is disabled; calls skip it.")
        let dearer = ResolutionWarningBody(
            code: "much_dearer", message: "It is much dearer: input per million tokens $15, not $0.15.")
        return ModelResolutionBody(
            teamID: teamID, model: resolved(1, "openai/small", depth: 0, via: nil),
            fallbacks: [
                resolved(2, "local/free", depth: 1, via: 1, warnings: [smaller]),
                resolved(3, "new/unpriced", depth: 1, via: 1, warnings: [disabled], usable: false),
                resolved(4, "anthropic/large", depth: 2, via: 2, warnings: [dearer], ofTeam: true),
                resolved(5, "mistral/small", depth: 2, via: 3),
            ])
    }

    private static func resolved(
        _ number: Int, _ name: String, depth: Int, via: Int?, warnings: [ResolutionWarningBody] = [],
        usable: Bool = true, ofTeam: Bool = false
    ) -> ResolvedModelBody {
        ResolvedModelBody(
            id: modelIDs[number - 1], name: name, provider: String(name.prefix { $0 != "/" }), depth: depth,
            via: via.map { modelIDs[$0 - 1] }, teamList: ofTeam, usable: usable, warnings: warnings)
    }
}
