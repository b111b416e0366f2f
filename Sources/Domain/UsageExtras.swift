/// What most calls do not say of their usage: the rarer meters, and what else the price may depend on.
public struct UsageExtras: Hashable, Sendable {
    /// Of the meters that are not basic. Those of tokens are wholes, as usage states them: audio input includes what of it
    /// came from a cache. Durations are in milliseconds.
    public var counts: [Meter: Int64]
    /// As the call was made, such as `batch`; `nil`: as calls mostly are.
    public var variant: String?
    /// Of pieces, the most exact first.
    public var sizes: [Meter: [String]]
    /// Counters of a provider's that nobody knows, kept because their reporter said so.
    public var unknown: [String: String]

    public static let none = UsageExtras()

    public init(
        counts: [Meter: Int64] = [:], variant: String? = nil, sizes: [Meter: [String]] = [:],
        unknown: [String: String] = [:]
    ) {
        self.counts = counts
        self.variant = variant
        self.sizes = sizes
        self.unknown = unknown
    }
}
