import ArgumentParser

/// A span of time as people write it: `3600`, `90s`, `30m`, `1h`, `90d`, `2w`.
struct DurationArgument: ExpressibleByArgument, Equatable {
    let seconds: Int64

    init?(argument: String) {
        guard let duration = Self(text: argument) else {
            ArgumentReason.give("A duration is a number of seconds, or one with a unit: 90s, 30m, 1h, 90d, 2w.")
            return nil
        }
        self = duration
    }

    /// For who tries this among other forms.
    init?(text argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        let unit = argument.last.flatMap { units[$0] }
        let digits = unit == nil ? argument[...] : argument.dropLast()
        guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }), let count = Int64(digits) else {
            return nil
        }
        let (seconds, isOverflow) = count.multipliedReportingOverflow(by: unit ?? 1)
        guard !isOverflow else { return nil }
        self.seconds = seconds
    }
}
