import ArgumentParser
import Foundation
import Wire

/// Which calls a policy is for.
struct ConditionOptions: ParsableArguments {
    @Option(
        name: .customLong("when"),
        help: .init(
            "Only calls with this, such as team_id=research, model=openai/*, metadata.env=prod; repeat for more.",
            valueName: "key=value,…"))
    var included: [ConditionArgument] = []

    @Option(
        name: .customLong("unless"),
        help: .init("No calls with this; repeat for more.", valueName: "key=value,…"))
    var excluded: [ConditionArgument] = []

    var isGiven: Bool { !included.isEmpty || !excluded.isEmpty }

    var bodies: [PolicyConditionBody] {
        included.map { PolicyConditionBody(key: $0.key, value: OneOrMany($0.values)) }
            + excluded.map { PolicyConditionBody(key: $0.key, excludes: OneOrMany($0.values)) }
    }

    /// Every call of the organization, where nothing narrows it.
    static let everything = [PolicyConditionBody(key: "organization_id", value: OneOrMany(["*"]))]
}

/// What policies of both kinds take.
struct PolicyModeOptions: ParsableArguments {
    @Option(help: .init("enforce, or shadow: only count what would be refused.", valueName: "mode"))
    var mode: ModeArgument?

    @Option(
        help: .init("Calls that lack what --per names: share one counter, skip, or deny.", valueName: "fate"))
    var onMissing: MissingArgument?
}

enum ModeArgument: String, ExpressibleByArgument, CaseIterable { case enforce, shadow }
enum MissingArgument: String, ExpressibleByArgument, CaseIterable { case share, skip, deny }
enum UnpricedArgument: String, ExpressibleByArgument, CaseIterable { case deny, allow }
enum ExpiryFateArgument: String, ExpressibleByArgument, CaseIterable { case release, charge }
enum PolicyStatusArgument: String, ExpressibleByArgument, CaseIterable { case active, archived }
enum EntityStatusArgument: String, ExpressibleByArgument, CaseIterable { case active, exhausted }
enum RateTypeArgument: String, ExpressibleByArgument, CaseIterable { case requests, tokens, concurrent }
enum UsageTypeArgument: String, ExpressibleByArgument, CaseIterable { case cost, tokens, requests }
enum RateUnitArgument: String, ExpressibleByArgument, CaseIterable { case rps, rpm, rph, rpd, rpw }

/// When a budget begins again: a word, so many days (`30d`), or `never`.
enum ResetArgument: ExpressibleByArgument, Equatable {
    case word(String)
    case days(Int64)
    case never

    init?(argument: String) {
        if argument == "never" {
            self = .never
        } else if ["hourly", "daily", "weekly", "monthly", "quarterly", "yearly"].contains(argument) {
            self = .word(argument)
        } else if argument.last == "d", let days = Int64(argument.dropLast()), (1...365).contains(days) {
            self = .days(days)
        } else {
            ArgumentReason.give(
                "It is hourly, daily, weekly, monthly, quarterly, yearly, a number of days from 1d to 365d, or never.")
            return nil
        }
    }
}

/// Dollars, tokens or calls, digit by digit.
struct AmountArgument: ExpressibleByArgument, Equatable {
    let body: DollarsBody

    init?(argument: String) {
        guard argument.wholeMatch(of: /\d{1,19}(\.\d{1,9})?/) != nil, let value = Decimal(string: argument) else {
            ArgumentReason.give("An amount is a number, at most nine digits after the point: 500, 0.25.")
            return nil
        }
        body = DollarsBody(value)
    }
}
