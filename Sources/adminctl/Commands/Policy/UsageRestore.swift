import ArgumentParser

struct UsageRestore: ChangingCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Let an archived budget hold again, with its counters as they were.")

    @OptionGroup
    var target: UsageTarget

    @OptionGroup
    var rehearsal: RehearsalOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try target.resolve(session, status: "archived")
        try session.printer.show(try session.client.restoreUsageLimit(id))
    }
}
