import ArgumentParser

struct KeyGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one API key.")

    @Argument(help: .init("The key: its id."))
    var key: String

    @OptionGroup
    var owner: KeyOwnerOptions

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getKey(key, of: try owner.resolve(session)))
    }
}
