import Domain

/// What a call counts for on each kind of limit. On requests it always counts one.
public struct CallAmounts: Hashable, Sendable {
    public enum Cost: Hashable, Sendable {
        case known(NanoDollars)
        /// The model has no price, so that a limit in money cannot tell.
        case unpriced
    }

    public let cost: Cost
    public let tokens: Int64
    let estimate: CallEstimate

    /// What is to be held for a call.
    ///
    /// - Parameters:
    ///   - estimate: its cost, where it is stated, goes before the model's price.
    ///   - extras: what else the price may depend on.
    public init(
        _ estimate: CallEstimate, extras: UsageExtras = .none, of model: CallModel?
    ) throws(AdminError) {
        if let stated = estimate.cost {
            cost = .known(stated)
        } else {
            cost = try Self.cost(of: estimate, extras, by: model)
        }
        tokens = estimate.tokens
        self.estimate = try CallEstimate(
            inputTokens: estimate.inputTokens, outputTokens: estimate.outputTokens, cost: cost.amount)
    }

    /// For a call that reserves nothing and says nothing of its size: whether anything at all is left, a nano-dollar or a
    /// token. A call that names no model is not judged by prices.
    public static func unstated(_ model: CallModel?, named name: String?) -> CallAmounts {
        let cost: Cost =
            switch (model?.price, name) {
            case (.free, _): .known(.zero)
            case (.priced, _), (nil, nil): .known(NanoDollars(1))
            case (.unpriced, _), (nil, _): .unpriced
            }
        return CallAmounts(cost: cost, tokens: 1)
    }

    private init(cost: Cost, tokens: Int64) {
        self.cost = cost
        self.tokens = tokens
        estimate = .nothing
    }

    private static func cost(
        of estimate: CallEstimate, _ extras: UsageExtras, by model: CallModel?
    ) throws(AdminError) -> Cost {
        let usage = try TokenUsage(input: estimate.inputTokens, output: estimate.outputTokens, extras: extras)
        switch model?.price {
        case .free?: return .known(.zero)
        case .unpriced?, nil: return .unpriced
        case .priced(let price)?:
            switch price.estimate(for: usage) {
            case .unknown: return .unpriced
            case .known(let cost) where cost <= CallEstimate.highestCost: return .known(cost)
            case .known, .tooMuch:
                throw AdminError(
                    .unprocessable, "At this model's price the call would cost more than any call may.",
                    param: "estimate")
            }
        }
    }
}

extension CallAmounts.Cost {
    /// `nil` for an unpriced model.
    public var amount: NanoDollars? { if case .known(let amount) = self { amount } else { nil } }
}

extension CallModel {
    /// - Throws: `unprocessable` where the sum is more than any call may cost.
    public func cost(of usage: TokenUsage) throws(AdminError) -> CallAmounts.Cost {
        switch price {
        case .unpriced: return .unpriced
        case .free: return .known(.zero)
        case .priced(let price):
            switch price.charge(for: usage) {
            case .unknown: return .unpriced
            case .known(let cost) where cost <= CallEstimate.highestCost: return .known(cost)
            case .known, .tooMuch:
                throw AdminError(
                    .unprocessable, "At this model's price the usage costs more than any call may.", param: "usage")
            }
        }
    }
}
