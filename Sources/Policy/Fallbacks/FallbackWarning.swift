import Domain

/// What somebody who reads a resolution should know of a model that takes over. None of it refuses the list: a cheaper,
/// smaller model that takes over is often what is wanted.
public enum FallbackWarning: Hashable, Sendable {
    /// It is the platform's, and the organization has a model of its own by its name, which the list does not name.
    case overridden
    case disabled
    /// The team may not use it.
    case notAllowed
    /// What the model that was asked for can do and this one cannot.
    case missingCapabilities([ModelCapability])
    /// Tokens, of this one and of the one that was asked for.
    case smallerContextWindow(Int64, than: Int64)
    case unpriced
    /// For the kind of usage in which the two differ most visibly: dollars per million tokens or per piece.
    case muchDearer(kind: String, PriceAmount, than: PriceAmount)

    public enum Code: String, CaseIterable, Sendable {
        case overridden
        case disabled
        case notAllowed = "not_allowed"
        case missingCapability = "missing_capability"
        case smallerContextWindow = "smaller_context_window"
        case unpriced
        case muchDearer = "much_dearer"
    }

    public var code: Code {
        switch self {
        case .overridden: .overridden
        case .disabled: .disabled
        case .notAllowed: .notAllowed
        case .missingCapabilities: .missingCapability
        case .smallerContextWindow: .smallerContextWindow
        case .unpriced: .unpriced
        case .muchDearer: .muchDearer
        }
    }

    public var message: String {
        switch self {
        case .overridden: "It is the platform's; the organization's own model of this name does not stand in for it."
        case .disabled: "It is disabled; calls skip it."
        case .notAllowed: "The team may not use it; calls skip it."
        case .missingCapabilities(let missing): "It lacks: \(missing.map(\.rawValue).joined(separator: ", "))."
        case .smallerContextWindow(let window, let asked):
            "Its context window is smaller: \(window) tokens, not \(asked)."
        case .unpriced: "It has no price; a budget in money refuses it."
        case .muchDearer(let kind, let price, let asked): "It is much dearer: \(kind) $\(price), not $\(asked)."
        }
    }

    /// Whether a call goes past it.
    public var isSkipped: Bool {
        switch self {
        case .disabled, .notAllowed: true
        case .overridden, .missingCapabilities, .smallerContextWindow, .unpriced, .muchDearer: false
        }
    }
}
