import Foundation
import Wire

/// What a call takes of the two budgets: tokens, and nano-dollars.
struct ExactAmount: Sendable, Equatable {
    var tokens: Int64 = 0
    var cost: Int64 = 0

    static func + (left: Self, right: Self) -> Self {
        Self(tokens: left.tokens + right.tokens, cost: left.cost + right.cost)
    }

    static func - (left: Self, right: Self) -> Self {
        Self(tokens: left.tokens - right.tokens, cost: left.cost - right.cost)
    }

    static func highest(_ left: Self, _ right: Self) -> Self {
        Self(tokens: max(left.tokens, right.tokens), cost: max(left.cost, right.cost))
    }

    func fits(in limit: Self) -> Bool { tokens <= limit.tokens && cost <= limit.cost }
}

/// The tokens of a call.
struct ExactUsage: Sendable {
    let input: Int64
    let output: Int64

    func amount(at price: ExactPrice) -> ExactAmount {
        ExactAmount(tokens: input + output, cost: input * price.input + output * price.output)
    }
}

/// Nano-dollars per token, which are thousandths of a dollar per million.
struct ExactPrice: Sendable {
    let model: String
    let input: Int64
    let output: Int64

    var body: ModelPriceBody {
        var body = ModelPriceBody(state: "priced")
        body.input = DollarsBody(units: input, decimalPlaces: 3)
        body.output = DollarsBody(units: output, decimalPlaces: 3)
        return body
    }
}

extension DollarsBody {
    /// An amount that counts something whole.
    var count: Int64 { Int64(text) ?? -1 }
    var nanoDollars: Int64 { (value * 1_000_000_000 as NSDecimalNumber).int64Value }
}
