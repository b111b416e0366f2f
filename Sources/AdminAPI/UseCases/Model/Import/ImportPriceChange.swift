import Domain

/// What an import would change of a model's price.
struct ImportPriceChange: Sendable {
    enum Kind: String, CaseIterable { case created, changed, pinned }

    /// An amount as it is and as it would be; `nil` where the price has none.
    struct Amount: Sendable {
        /// What it is for; its own amount is one of the two.
        let component: PriceComponent
        let before: PriceAmount?
        let after: PriceAmount?

        var difference: PriceAmount {
            let (before, after) = (before ?? .zero, after ?? .zero)
            return PriceAmount(before > after ? before.count - after.count : after.count - before.count)
        }
    }

    let name: ModelName
    let kind: Kind
    /// `nil` where there is no such model.
    let before: PriceState?
    let after: PriceState
    /// Those that differ, the largest difference first.
    let amounts: [Amount]

    var difference: PriceAmount { amounts.first?.difference ?? .zero }

    init(_ name: ModelName, _ kind: Kind, before: PriceState?, after: PriceState) {
        (self.name, self.kind, self.before, self.after) = (name, kind, before, after)
        let (old, new) = (before?.components ?? [], after.components)
        let kept = old.map { component in
            Amount(
                component: component, before: component.amount, after: new.first { $0.isFor(component) }?.amount)
        }
        let added = new.filter { component in !old.contains { $0.isFor(component) } }
        let all = kept + added.map { Amount(component: $0, before: nil, after: $0.amount) }
        amounts = all.filter { $0.before != $0.after }.sorted { $0.difference > $1.difference }
    }
}

extension PriceState {
    fileprivate var components: [PriceComponent] {
        if case .priced(let price) = self { price.components } else { [] }
    }
}

extension ModelImport {
    /// Those that change most first.
    func sortingPriceChanges() -> ModelImport {
        var sorted = self
        sorted.priceChanges?.sort { left, right in
            left.difference == right.difference ? left.name < right.name : left.difference > right.difference
        }
        return sorted
    }

    /// Counts what is pinned, and notes what becomes of a price where that was asked for.
    ///
    /// - Parameters:
    ///   - before: `nil` for a model that is to be made.
    ///   - standing: its prices, newest first, from the last that was given to the one in force.
    mutating func note(_ row: ModelDraft, before: Model?, _ standing: [PriceVersion], at now: Instant) {
        guard let name = row.name, let price = row.price else { return }
        let known = before.map { _ in standing.first { $0.effectiveFrom <= now }?.state ?? .unpriced }
        guard let before, let known else {
            priceChanges?.append(ImportPriceChange(name, .created, before: nil, after: price.state))
            return
        }
        let isNew = price.isNews(to: standing, at: now)
        let isPinned = row.leavesPinned(before)
        if isNew, isPinned { pinned += 1 }
        guard isNew, priceChanges != nil else { return }
        priceChanges?.append(
            ImportPriceChange(name, isPinned ? .pinned : .changed, before: known, after: price.state))
    }
}

extension ModelDraft {
    /// Whether a row of an import has to leave the price: somebody pinned it, and the row says nothing of that.
    func leavesPinned(_ model: Model) -> Bool { model.isPricePinned && isPricePinned == nil }

    /// A row of an import without its price, where that is pinned, or stands already: a list that says what costs now says
    /// nothing against a price that is yet to come.
    func leavingPriceAlone(of model: Model, _ standing: [PriceVersion], at now: Instant) -> ModelDraft {
        guard let price, leavesPinned(model) || !price.isNews(to: standing, at: now) else { return self }
        var draft = self
        draft.price = nil
        return draft
    }
}

extension PriceDraft {
    /// Whether a list that says this says anything new: of a price without a time, other than what is in force; of one with
    /// a time, other than what stands for that.
    ///
    /// - Parameter standing: newest first, from the last that was given to the one in force.
    func isNews(to standing: [PriceVersion], at now: Instant) -> Bool {
        guard !standing.isEmpty else { return differs(from: nil, at: now) }
        guard let effectiveFrom else {
            return (standing.first { $0.effectiveFrom <= now }?.state ?? .unpriced) != state
        }
        return !standing.contains { $0.state == state && $0.effectiveFrom == effectiveFrom }
    }
}
