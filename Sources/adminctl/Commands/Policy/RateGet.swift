import ArgumentParser

struct RateGet: SessionCommand {
    static let configuration = CommandConfiguration(commandName: "get", abstract: "Show one rate limit.")

    @OptionGroup
    var target: RateTarget

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getRateLimit(try target.resolve(session)))
    }
}
