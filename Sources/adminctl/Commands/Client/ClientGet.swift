import ArgumentParser

struct ClientGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one OAuth client.")

    @Argument(help: .init("The client: its client id.", valueName: "client-id"))
    var client: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getClient(client))
    }
}
