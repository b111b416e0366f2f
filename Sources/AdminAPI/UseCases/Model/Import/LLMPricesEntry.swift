import Domain
import Policy
import Wire

/// A row of llm-prices: `{"prices": [{"id": …, "vendor": …, "name": …, "input": 75, "output": 150, "input_cached": null}]}`,
/// in dollars per million tokens.
///
/// Source: `scripts/build.py` and `data/` of simonw/llm-prices.
struct LLMPricesEntry {
    let members: [String: LooseJSON]
    /// Of the same model, what long prompts cost: a row of its own there.
    private var longer: (members: [String: LooseJSON], above: Int64)?

    static func isOne(_ members: [String: LooseJSON]) -> Bool {
        members["id"]?.text != nil && members["vendor"] != nil
            && (members["input"] != nil || members["output"] != nil)
    }

    /// What the rows mean: a model's for prompts of up to a size and the one for longer prompts are one model.
    static func entries(_ rows: [(place: String, members: [String: LooseJSON])]) -> [(place: String, entry: Self)] {
        var longer: [String: (members: [String: LooseJSON], above: Int64)] = [:]
        var short: Set<String> = []
        for (_, members) in rows {
            guard let id = members["id"]?.text, let bound = PromptBound(members) else { continue }
            if bound.isAbove { longer[id] = (members, bound.tokens) } else { short.insert(bound.longerID(of: id)) }
        }
        return rows.compactMap { place, members in
            let id = members["id"]?.text ?? ""
            guard let bound = PromptBound(members) else { return (place, Self(members: members)) }
            if bound.isAbove { return short.contains(id) ? nil : (place, Self(members: members)) }
            let other = longer[bound.longerID(of: id)].flatMap { $0.above == bound.tokens ? $0 : nil }
            return (place, Self(members: members, longer: other))
        }
    }

    func draft() throws(AdminError) -> ModelDraft {
        guard members["to_date"] ?? .null == .null else {
            throw .invalid("to_date", "This price is no longer in force; import the list of current prices.")
        }
        let id = try members.requiredText("id")
        let vendor = try members.requiredText("vendor")
        var draft = ModelDraft()
        draft.name = try ModelRules.name(id)
        draft.provider = try ModelRules.word(vendor, "vendor")
        draft.upstreamModel = id
        draft.ownedBy = vendor
        draft.price = try price().map { PriceDraft($0) }
        return draft
    }

    private static let meters: [String: Meter] = ["input": .input, "output": .output, "input_cached": .cachedInput]
    private static let others: Set<String> = ["id", "vendor", "name", "from_date", "to_date"]

    private func price() throws(AdminError) -> PriceState? {
        var price = ListedPrice()
        try Self.add(members, above: 0, to: &price)
        if let longer {
            try Self.add(longer.members, above: longer.above, to: &price)
        } else if PromptBound(members) != nil {
            // Of prompts beyond the bound nobody can tell.
            price.refuse("name")
        }
        return price.state
    }

    private static func add(
        _ members: [String: LooseJSON], above tokens: Int64, to price: inout ListedPrice
    ) throws(AdminError) {
        for (name, meter) in meters {
            guard let value = members[name], value != .null else { continue }
            try price.add(meter, value, name, above: tokens)
        }
        price.refuse(members, but: others.union(meters.keys))
    }
}

/// For which prompts a row is, as its name says: `Gemini 2.5 Pro ≤200k`, and `… >200k` under the same id with `-200k`.
private struct PromptBound {
    let tokens: Int64
    let isAbove: Bool

    init?(_ members: [String: LooseJSON]) {
        guard let match = members["name"]?.text?.firstMatch(of: /(<=|≤|<|>)\s*([0-9]{1,6})k\b/.ignoresCase()),
            let thousands = Int64(match.output.2)
        else { return nil }
        tokens = thousands * 1000
        isAbove = match.output.1 == ">"
    }

    func longerID(of id: String) -> String { "\(id)-\(tokens / 1000)k" }
}
