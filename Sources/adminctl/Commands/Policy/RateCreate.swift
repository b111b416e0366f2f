import ArgumentParser
import Wire

struct RateCreate: ChangingCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Create a rate limit.")

    @Argument(help: .init("What people call it."))
    var name: String

    @Option(help: .init("How many are let through; 0 lets nothing through.", valueName: "number"))
    var limit: Int64

    @Option(help: .init("What is counted; concurrent: calls that hold a reservation.", valueName: "what"))
    var type = RateTypeArgument.requests

    @Option(help: .init("In any second, minute, hour, day or week. (default: rpm)", valueName: "unit"))
    var unit: RateUnitArgument?

    @Option(help: .init("A counter for each value of this; repeat for combinations.", valueName: "key"))
    var per: [String] = ["organization_id"]

    @OptionGroup
    var conditions: ConditionOptions

    @OptionGroup
    var mode: PolicyModeOptions

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard type != .concurrent || unit == nil else {
            throw ValidationError("A limit of concurrent calls has no --unit.")
        }
    }

    func run(in session: Session) throws {
        var body = CreateRateLimitBody(
            name: name, conditions: conditions.isGiven ? conditions.bodies : ConditionOptions.everything,
            groupBy: per.map { PolicyGroupBody(key: $0) }, type: type.rawValue,
            unit: type == .concurrent ? nil : (unit ?? .rpm).rawValue, value: limit)
        body.mode = mode.mode?.rawValue
        body.onMissing = mode.onMissing?.rawValue
        try session.printer.show(try session.client.createRateLimit(body))
    }
}
