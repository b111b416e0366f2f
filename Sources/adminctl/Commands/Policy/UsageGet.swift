import ArgumentParser

struct UsageGet: SessionCommand {
    static let configuration = CommandConfiguration(commandName: "get", abstract: "Show one budget.")

    @OptionGroup
    var target: UsageTarget

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getUsageLimit(try target.resolve(session)))
    }
}
