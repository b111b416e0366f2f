/// What a call may use at most, as far as its caller can tell beforehand.
public struct CallEstimate: Hashable, Sendable {
    public let inputTokens: Int64
    public let outputTokens: Int64
    /// Stated, or reckoned from the model's price; `nil` where the model is unpriced.
    public let cost: NanoDollars?

    /// No call costs more: a million dollars. Sums of counters then have room for nine thousand of them.
    public static let highestCost = NanoDollars(1_000_000 * NanoDollars.perDollar)

    public static let nothing = CallEstimate(uncheckedInput: 0)

    private init(uncheckedInput: Int64) {
        inputTokens = uncheckedInput
        outputTokens = 0
        cost = .zero
    }

    /// - Throws: `invalid_request` naming the field, where a number is negative or absurd.
    public init(inputTokens: Int64, outputTokens: Int64, cost: NanoDollars?) throws(AdminError) {
        for (name, count) in [("input_tokens", inputTokens), ("max_output_tokens", outputTokens)]
        where !(0...TokenUsage.most).contains(count) {
            throw .invalid("estimate.\(name)", "\(name) must be a whole number from 0 to \(TokenUsage.most).")
        }
        if let cost, !(NanoDollars.zero...Self.highestCost).contains(cost) {
            throw .invalid("estimate.cost", "cost must be from 0 to \(Self.highestCost) dollars.")
        }
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cost = cost
    }

    public var tokens: Int64 { inputTokens + outputTokens }
}
