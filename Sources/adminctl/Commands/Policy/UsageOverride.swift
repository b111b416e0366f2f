import ArgumentParser
import Foundation
import Wire

struct UsageOverride: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "override", abstract: "Raise a budget for a while; its own limit comes back by itself.")

    @OptionGroup
    var target: UsageTarget

    @Option(help: .init("The limit until then, more than its own.", valueName: "amount"))
    var limit: AmountArgument?

    @Option(help: .init("Until 2027-01-01T00:00:00Z, 2027-01-01 (in UTC), or 7d from now.", valueName: "when"))
    var until: ExpiryArgument?

    @Flag(help: "End the increase now.")
    var end = false

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    mutating func validate() throws {
        guard (limit != nil && until != nil) != end, (limit != nil) == (until != nil) else {
            throw ValidationError("Give --limit and --until, or --end.")
        }
    }

    func run(in session: Session) throws {
        let id = try target.resolve(session)
        guard let limit, let until else {
            return try session.printer.show(try session.client.endUsageLimitOverride(id))
        }
        let body = UsageOverrideBody(creditLimit: limit.body, expiresAt: until.instant(now: Date()))
        try session.printer.show(try session.client.overrideUsageLimit(id, body))
    }
}
