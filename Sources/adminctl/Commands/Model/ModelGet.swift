import ArgumentParser

struct ModelGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one model.")

    @OptionGroup
    var target: ModelTarget

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getModel(try target.resolve(session)))
    }
}
