import ArgumentParser

/// How often a key is rotated: `weekly`, `monthly`, `quarterly`, or so many days, `90d`.
enum PeriodArgument: ExpressibleByArgument, Equatable {
    case named(String)
    case days(Int64)

    init?(argument: String) {
        if ["weekly", "monthly", "quarterly"].contains(argument) {
            self = .named(argument)
        } else if argument.last == "d", let duration = DurationArgument(text: argument),
            (1...3_650).contains(duration.seconds / 86_400)
        {
            self = .days(duration.seconds / 86_400)
        } else {
            ArgumentReason.give("A period is weekly, monthly, quarterly, or a number of days from 1d to 3650d.")
            return nil
        }
    }
}

/// What becomes of a key that nobody rotates.
enum OverdueArgument: String, ExpressibleByArgument, CaseIterable {
    case keep, disable
}
