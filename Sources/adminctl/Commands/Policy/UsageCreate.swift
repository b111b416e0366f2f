import ArgumentParser
import Foundation
import Wire

struct UsageCreate: ChangingCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Create a budget.")

    @Argument(help: .init("What people call it."))
    var name: String

    @Option(help: .init("The most that may be used in a period: dollars, tokens or calls.", valueName: "amount"))
    var limit: AmountArgument

    @Option(help: .init("What is counted.", valueName: "what"))
    var type = UsageTypeArgument.cost

    @Option(help: .init("A counter for each value of this; repeat for combinations.", valueName: "key"))
    var per: [String] = ["organization_id"]

    @OptionGroup
    var options: UsageOptions

    @OptionGroup
    var conditions: ConditionOptions

    @OptionGroup
    var mode: PolicyModeOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        var body = CreateUsageLimitBody(
            name: name, conditions: conditions.isGiven ? conditions.bodies : ConditionOptions.everything,
            groupBy: per.map { PolicyGroupBody(key: $0) }, type: type.rawValue, creditLimit: limit.body)
        body.alertThreshold = options.alertAt?.body
        switch options.reset {
        case .word(let word)?: body.periodicReset = word
        case .days(let days)?: body.periodicResetDays = days
        case .never?, nil: break
        }
        body.nextUsageResetAt = options.firstReset?.instant(now: Date())
        body.mode = mode.mode?.rawValue
        body.onMissing = mode.onMissing?.rawValue
        body.onUnpriced = options.onUnpriced?.rawValue
        body.onExpiry = options.onExpiry?.rawValue
        try session.printer.show(try session.client.createUsageLimit(body))
    }
}

/// What new budgets and changes of budgets take.
struct UsageOptions: ParsableArguments {
    @Option(help: .init("From how much on it counts as nearly used.", valueName: "amount"))
    var alertAt: AmountArgument?

    @Option(
        help: .init(
            "Begin again hourly, daily, weekly, monthly, quarterly, yearly, every so many days (30d), or never.",
            valueName: "period"))
    var reset: ResetArgument?

    @Option(
        help: .init(
            "The next reset, for a period of days: an instant, a day in UTC, or 3d from now.", valueName: "when"))
    var firstReset: ExpiryArgument?

    @Option(help: .init("Models without a price, for a budget in dollars: deny or allow.", valueName: "fate"))
    var onUnpriced: UnpricedArgument?

    @Option(help: .init("Reservations that nobody settles: release or charge.", valueName: "fate"))
    var onExpiry: ExpiryFateArgument?

    var isGiven: Bool {
        alertAt != nil || reset != nil || firstReset != nil || onUnpriced != nil || onExpiry != nil
    }
}
