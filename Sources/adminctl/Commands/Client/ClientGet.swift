import ArgumentParser

struct ClientGet: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Show one OAuth client.")

    @Argument(
        help: .init("The client: its name, client id, or the beginning of that."), completion: .names(of: .client))
    var client: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        try session.printer.show(try session.client.getClient(try session.oauthClientID(client)))
    }
}
