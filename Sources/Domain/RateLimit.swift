/// How much may be used in any window of the unit's length.
public struct RateLimit: Hashable, Sendable {
    public enum Measure: String, CaseIterable, Sendable {
        case requests, tokens
        /// Open reservations at once; has no window.
        case concurrent
    }

    public enum Unit: String, CaseIterable, Sendable {
        case rps, rpm, rph, rpd, rpw

        public var milliseconds: Int64 {
            switch self {
            case .rps: 1_000
            case .rpm: 60_000
            case .rph: 3_600_000
            case .rpd: 86_400_000
            case .rpw: 604_800_000
            }
        }
    }

    public var measure: Measure
    /// `nil` for `concurrent` alone.
    public var unit: Unit?
    public var value: Int64

    public init(measure: Measure, unit: Unit?, value: Int64) {
        self.measure = measure
        self.unit = unit
        self.value = value
    }
}
