import ArgumentParser

struct RateRestore: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Let an archived rate limit hold again, with its counters as they were.")

    @OptionGroup
    var target: RateTarget

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try target.resolve(session, status: "archived")
        try session.printer.show(try session.client.restoreRateLimit(id))
    }
}
