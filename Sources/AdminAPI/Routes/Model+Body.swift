import Admission
import Domain
import Foundation
import Wire

extension PricedModel {
    var body: ModelBody {
        var body = ModelBody(
            id: model.id.text, organizationID: model.organizationID?.text, name: model.name.text,
            provider: model.provider, upstreamModel: model.upstreamModel, ownedBy: model.ownedBy,
            description: model.description, capabilities: model.capabilities.map(\.rawValue),
            contextWindow: model.contextWindow, maxTokens: model.maximumTokens, timeoutMs: model.timeoutMilliseconds,
            streamTimeoutMs: model.streamTimeoutMilliseconds,
            price: priceBody, priceVersion: price?.version, enabled: model.isEnabled,
            createdAt: model.createdAt.rfc3339,
            updatedAt: model.updatedAt.rfc3339)
        body.aliases = model.aliases.map(\.text)
        return body
    }
}

extension PricedModel {
    private var priceBody: ModelPriceBody {
        var body = (price?.state ?? .unpriced).body(effectiveFrom: price?.effectiveFrom)
        if model.isPricePinned { body.pinned = true }
        return body
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
    /// - Parameter problems: what was wrong with the rows that were left out.
    func body(skipping problems: [AdminError.Problem]) -> ModelImportBody {
        var body = ModelImportBody(created: created, changed: changed, unchanged: unchanged, dryRun: isDryRun)
        let problems = problems + self.problems
        body.skipped = problems.count
        body.pinned = pinned
        body.changes = priceChanges?.map(\.body)
        let shown = problems.prefix(AdminError.namedProblems)
        if !shown.isEmpty {
            body.problems = shown.map { ErrorProblemBody(place: $0.place, param: $0.param, message: $0.message) }
        }
        return body
    }
}

extension ImportPriceChange {
    fileprivate var body: ImportPriceChangeBody {
        ImportPriceChangeBody(
            name: name.text, kind: kind.rawValue, stateBefore: before?.word, stateAfter: after.word,
            difference: difference.body,
            amounts: amounts.map { amount in
                let component = amount.component
                var body = ImportAmountChangeBody(
                    component.meter.priceName, before: amount.before?.body, after: amount.after?.body)
                body.variant = component.variant
                body.aboveTokens = component.aboveTokens > 0 ? component.aboveTokens : nil
                body.size = component.size
                return body
            })
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
        if case .unpriced(let because) = self, !because.isEmpty { body.unpricedBecause = because }
        guard case .priced(let price) = self else { return body }
        for meter in Meter.allCases { body.amounts[meter.priceName] = price[meter]?.body }
        body.rates = price.rateBodies
        body.currency = "USD"
        body.unit = PriceDraft.unit
        return body
    }
}

extension ModelPrice {
    /// `nil` where it depends on nothing.
    fileprivate var rateBodies: [PriceRateBody]? {
        var rates: [PriceRateBody] = []
        for component in special {
            var rate = PriceRateBody()
            rate.variant = component.variant
            rate.aboveTokens = component.aboveTokens > 0 ? component.aboveTokens : nil
            rate.size = component.size
            let index = rates.firstIndex {
                ($0.variant, $0.aboveTokens, $0.size) == (rate.variant, rate.aboveTokens, rate.size)
            }
            if let index {
                rates[index].amounts[component.meter.priceName] = component.amount.body
            } else {
                rate.amounts[component.meter.priceName] = component.amount.body
                rates.append(rate)
            }
        }
        return rates.isEmpty ? nil : rates
    }
}

extension PriceAmount {
    var body: DollarsBody {
        if let units = Int64(exactly: count) { return DollarsBody(units: units, decimalPlaces: Self.decimalPlaces) }
        // No text of an amount has more digits than a decimal holds.
        return DollarsBody(Decimal(string: text) ?? 0)
    }
}

extension NanoDollars {
    /// Exact: a decimal has room for every count of 64 bits.
    var body: DollarsBody { DollarsBody(units: count, decimalPlaces: Self.decimalPlaces) }
}
