import ArgumentParser
import Wire

struct RateUpdate: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a rate limit; what is not given stays.")

    @OptionGroup
    var target: RateTarget

    @Option(help: .init("What people call it."))
    var name: String?

    @Option(help: .init("How many are let through.", valueName: "number"))
    var limit: Int64?

    @Option(help: .init("In any second, minute, hour, day or week; another begins new windows.", valueName: "unit"))
    var unit: RateUnitArgument?

    @OptionGroup
    var conditions: ConditionOptions

    @OptionGroup
    var mode: PolicyModeOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        let isGiven = name != nil || limit != nil || unit != nil || mode.mode != nil || mode.onMissing != nil
        guard isGiven || conditions.isGiven else {
            throw ValidationError("Nothing to change: give at least one option.")
        }
    }

    func run(in session: Session) throws {
        var body = UpdateRateLimitBody()
        body.name = Change(name)
        body.value = Change(limit)
        body.unit = Change(unit?.rawValue)
        body.conditions = Change(conditions.isGiven ? conditions.bodies : nil)
        body.mode = Change(mode.mode?.rawValue)
        body.onMissing = Change(mode.onMissing?.rawValue)
        try session.printer.show(try session.client.updateRateLimit(try target.resolve(session), body))
    }
}
