import ArgumentParser
import Foundation
import Wire

struct UsageUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a budget; what is not given stays.")

    @OptionGroup
    var target: UsageTarget

    @Option(help: .init("What people call it."))
    var name: String?

    @Option(help: .init("The most that may be used in a period.", valueName: "amount"))
    var limit: AmountArgument?

    @Flag(help: "Let it have no alert threshold.")
    var noAlert = false

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

    mutating func validate() throws {
        let isGiven = name != nil || limit != nil || noAlert || mode.mode != nil || mode.onMissing != nil
        guard isGiven || options.isGiven || conditions.isGiven else {
            throw ValidationError("Nothing to change: give at least one option.")
        }
        guard !noAlert || options.alertAt == nil else {
            throw ValidationError("Give --alert-at or --no-alert, not both.")
        }
    }

    func run(in session: Session) throws {
        try session.printer.show(try session.client.updateUsageLimit(try target.resolve(session), body))
    }

    private var body: UpdateUsageLimitBody {
        var body = UpdateUsageLimitBody()
        body.name = Change(name)
        body.creditLimit = Change(limit?.body)
        body.alertThreshold = noAlert ? .clear : Change(options.alertAt?.body)
        switch options.reset {
        case .word(let word)?: body.periodicReset = .set(word)
        case .days(let days)?: body.periodicResetDays = .set(days)
        case .never?: body.periodicReset = .clear
        case nil: break
        }
        body.nextUsageResetAt = Change(options.firstReset?.instant(now: Date()))
        body.conditions = Change(conditions.isGiven ? conditions.bodies : nil)
        body.mode = Change(mode.mode?.rawValue)
        body.onMissing = Change(mode.onMissing?.rawValue)
        body.onUnpriced = Change(options.onUnpriced?.rawValue)
        body.onExpiry = Change(options.onExpiry?.rawValue)
        return body
    }
}
