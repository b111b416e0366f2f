/// What an import would change of a model's price.
public struct ImportPriceChangeBody: Codable, Sendable {
    public let name: String
    /// `created`, `changed`, or `pinned` for what stays as it is because somebody pinned it.
    public let kind: String
    /// `null` where there is no such model.
    public let stateBefore: Nullable<String>
    public let stateAfter: String
    /// The largest of the differences, in dollars per million tokens, minute or piece.
    public let difference: DollarsBody
    /// Those amounts that differ, the largest difference first.
    public let amounts: [ImportAmountChangeBody]

    public init(
        name: String, kind: String, stateBefore: String?, stateAfter: String, difference: DollarsBody,
        amounts: [ImportAmountChangeBody]
    ) {
        self.name = name
        self.kind = kind
        self.stateBefore = Nullable(stateBefore)
        self.stateAfter = stateAfter
        self.difference = difference
        self.amounts = amounts
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kind, difference, amounts
        case stateBefore = "state_before"
        case stateAfter = "state_after"
    }
}

/// One amount of a price, as it is and as it would be; `null` where the price has none.
public struct ImportAmountChangeBody: Codable, Sendable {
    /// As in a price: `input`, `per_image`.
    public let amount: String
    public var variant: String?
    public var aboveTokens: Int64?
    public var size: String?
    public let before: Nullable<DollarsBody>
    public let after: Nullable<DollarsBody>

    public init(_ amount: String, before: DollarsBody?, after: DollarsBody?) {
        self.amount = amount
        self.before = Nullable(before)
        self.after = Nullable(after)
    }

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case amount, variant, size, before, after
        case aboveTokens = "above_tokens"
    }
}
