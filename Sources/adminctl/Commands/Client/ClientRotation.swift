import ArgumentParser

struct ClientRotation: SessionCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotation", abstract: "Show where the rotation of a client secret stands.")

    @Argument(
        help: .init("The client: its name, client id, or the beginning of that."), completion: .names(of: .client))
    var client: String

    @OptionGroup
    var global: GlobalOptions

    func run(in session: Session) throws {
        let id = try session.oauthClientID(client)
        try session.printer.show(try session.client.getClientRotation(id))
    }
}
