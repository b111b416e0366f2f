import Admission
import Domain
import Foundation
import Wire

extension PricedModel {
    var body: ModelBody {
        ModelBody(
            id: model.id.text, organizationID: model.organizationID?.text, name: model.name.text,
            provider: model.provider, upstreamModel: model.upstreamModel, ownedBy: model.ownedBy,
            description: model.description, capabilities: model.capabilities.map(\.rawValue),
            contextWindow: model.contextWindow, maxTokens: model.maximumTokens, timeoutMs: model.timeoutMilliseconds,
            streamTimeoutMs: model.streamTimeoutMilliseconds,
            price: (price?.state ?? .unpriced).body(effectiveFrom: price?.effectiveFrom),
            priceVersion: price?.version, enabled: model.isEnabled, createdAt: model.createdAt.rfc3339,
            updatedAt: model.updatedAt.rfc3339)
    }
}

extension ModelEntry {
    var usableBody: UsableModelBody {
        UsableModelBody(
            name: model.name.text, modelID: model.id.text, created: model.createdAt.unixSeconds,
            updated: model.updatedAt.unixSeconds, ownedBy: model.ownedBy, timeoutMs: model.timeoutMilliseconds,
            streamTimeoutMs: model.streamTimeoutMilliseconds, maxTokens: model.maximumTokens)
    }
}

extension ModelImport {
    var body: ModelImportBody {
        ModelImportBody(created: created, changed: changed, unchanged: unchanged, dryRun: isDryRun)
    }
}

extension PriceVersion {
    var body: PriceVersionBody {
        PriceVersionBody(
            modelID: modelID.text, version: version, price: state.body(effectiveFrom: effectiveFrom),
            effectiveFrom: effectiveFrom.rfc3339, createdAt: createdAt.rfc3339)
    }
}

extension PriceState {
    func body(effectiveFrom: Instant? = nil) -> ModelPriceBody {
        var body = ModelPriceBody(state: word)
        body.effectiveFrom = effectiveFrom?.rfc3339
        guard case .priced(let price) = self else { return body }
        body.input = price.input.body
        body.cachedInput = price.cachedInput?.body
        body.cacheWrite = price.cacheWrite?.body
        body.output = price.output.body
        body.reasoning = price.reasoning?.body
        body.perImage = price.perImage?.body
        body.perAudioMinute = price.perAudioMinute?.body
        body.perRequest = price.perRequest?.body
        body.currency = "USD"
        body.unit = PriceDraft.unit
        return body
    }
}

extension NanoDollars {
    /// Exact: a decimal has room for every count of 64 bits.
    var body: DollarsBody { DollarsBody(units: count, decimalPlaces: Self.decimalPlaces) }
}
